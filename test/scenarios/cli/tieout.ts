import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandLine } from '../../../src/cli/command-line.ts';

/** What a command line did. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A desk with a folder of its own, at which command lines are run in this process. */
export interface Desk {
  readonly folder: string;
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  run(...words: string[]): Promise<Ran>;
  /** The same without a data folder. */
  bare(...words: string[]): Promise<Ran>;
  /** The same with --json: the document that it printed, and its exit code. */
  json<T = Record<string, unknown>>(...words: string[]): Promise<T & { exitCode: number }>;
  /** Environment of the commands; change it at will. */
  readonly env: Record<string, string | undefined>;
  /** Runs a command that runs on, and stops it once its first line is there. */
  firstLine<T>(work: (line: string) => Promise<T>, ...words: string[]): Promise<T>;
}

export function openDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env: Record<string, string | undefined> = {};
  const data = ['--data', join(folder, 'books')];
  const run = (...words: string[]) => runIn(env, [...data, ...words]);
  return {
    folder,
    env,
    run,
    bare: (...words) => runIn(env, words),
    write(name, content) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    async json(...words) {
      const { exitCode, stdout } = await run('--json', ...words);
      return { ...JSON.parse(stdout), exitCode };
    },
    async firstLine(work, ...words) {
      const stop = Promise.withResolvers<void>();
      const line = Promise.withResolvers<string>();
      const ran = runIn(env, [...data, ...words], {
        out: line.resolve,
        untilStopped: stop.promise,
      });
      const ended = ran.then(({ stderr }) => Promise.reject(new Error(`it ended: ${stderr}`)));
      const result = await work(await Promise.race([line.promise, ended]));
      ended.catch(() => undefined);
      stop.resolve();
      await ran;
      return result;
    },
  };
}

const noInput = async () => undefined;

async function runIn(
  env: Desk['env'],
  words: readonly string[],
  long: { out?: (text: string) => void; untilStopped?: Promise<void> } = {},
): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  const stopping = new AbortController();
  void long.untilStopped?.then(() => stopping.abort());
  const exitCode = await runCommandLine(words, {
    env,
    user: 'tester',
    out: (text) => {
      said.stdout += text;
      long.out?.(text);
    },
    err: (text) => {
      said.stderr += text;
    },
    isWatched: false,
    columns: 80,
    keyboard: { line: noInput, page: noInput, close: () => undefined },
    untilStopped: () => long.untilStopped ?? Promise.resolve(),
    stopSignal: () => stopping.signal,
  });
  return { exitCode, ...said };
}
