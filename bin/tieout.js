#!/usr/bin/env node
// Runs the command line under Node 24: this Node if it is new enough, else the one that npm brought.
import { spawn } from 'node:child_process';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED_MAJOR = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = join(root, 'src/cli/main.ts');
// What Node made of the sources the last time: half the time to start, and a fifth less memory.
const compileCache = join(root, 'node_modules/.cache/tieout');
// Rows that stream through live shortly; a larger space for them costs memory and gains no time.
const flags = ['--max-semi-space-size=8'];

function packagedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  module.enableCompileCache(compileCache);
  await import(pathToFileURL(program).href);
} else {
  const node = packagedNode();
  if (node === undefined) {
    process.stderr.write(
      `tieout needs Node ${NEEDED_MAJOR} or newer; this is ${process.version}, and npm brought no newer one ` +
        `for ${process.platform}-${process.arch}.\nInstall Node ${NEEDED_MAJOR}, or run "npm ci" without --omit=optional.\n`,
    );
    process.exit(2);
  }
  const env = { NODE_COMPILE_CACHE: compileCache, ...process.env };
  // Through the channel the child notices that this one was killed, and ends too.
  const child = spawn(node, [...flags, program, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (exitCode, signal) => {
    process.exitCode = exitCode ?? 128 + (constants.signals[signal] ?? 0);
  });
}
