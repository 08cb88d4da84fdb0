/** Prints every breach of the rules of the house as `file:line: what, remedy`; exits 1 if any. */
import { execFile } from 'node:child_process';
import { join, relative } from 'node:path';
import { HOUSE_RULES } from './house-rules.ts';
import { type Breach, readSourceFiles } from './source-files.ts';

const ROOT = join(import.meta.dirname, '..');

interface Finished {
  readonly failed: boolean;
  readonly output: string;
}

const [types, webTypes, lint] = await Promise.all([
  checkTypes('tsconfig.json'),
  checkTypes('tsconfig.web.json'),
  checkLint(),
]);
const files = readSourceFiles(ROOT);
const breaches = [...types, ...webTypes, ...lint, ...HOUSE_RULES.flatMap((check) => check(files))];

for (const { path, line, what, remedy } of breaches) {
  console.log(`${path}:${line}: ${what}, ${remedy}`);
}
console.log(breaches.length === 0 ? 'tidy: clean' : `tidy: ${breaches.length} to mend`);
process.exitCode = breaches.length === 0 ? 0 : 1;

async function checkTypes(project: string): Promise<Breach[]> {
  const options = ['-p', project, '--noEmit', '--pretty', 'false'];
  const finished = await run('typescript/bin/tsc', options);
  return breachesIn(finished, 'type check', /^(?<path>[^\s(]+)\((?<line>\d+),\d+\): (?<what>.*)$/);
}

async function checkLint(): Promise<Breach[]> {
  const options = ['check', '--reporter=github', '--max-diagnostics=none', '--error-on-warnings'];
  const finished = await run('@biomejs/biome/bin/biome', options);
  const annotation =
    /^::(?:error|warning) title=(?<rule>[^,]*),file=(?<path>[^,]*),line=(?<line>\d+)[^:]*::(?<what>.*)$/;
  return breachesIn(finished, 'biome', annotation);
}

function run(program: string, options: readonly string[]): Promise<Finished> {
  const file = join(ROOT, 'node_modules', program);
  return new Promise((resolve) => {
    const limits = { cwd: ROOT, maxBuffer: 1 << 28 };
    execFile(process.execPath, [file, ...options], limits, (error, stdout, stderr) => {
      resolve({ failed: error !== null, output: `${stdout}\n${stderr}` });
    });
  });
}

function breachesIn({ failed, output }: Finished, tool: string, pattern: RegExp): Breach[] {
  const breaches = output.split('\n').flatMap((text) => {
    const found = pattern.exec(text)?.groups;
    if (found === undefined) return [];
    const { path = '', line, rule, what = '' } = found;
    const isFormat = rule === 'format';
    return [
      {
        path: relative(ROOT, join(path.startsWith('/') ? '' : ROOT, path)),
        line: Number(line),
        what: isFormat ? 'is not formatted' : `${rule ?? 'types'}: ${what.replace(/\.$/, '')}`,
        remedy: tool === 'biome' ? 'try "npx biome check --write"' : 'mend the types',
      },
    ];
  });
  if (!failed || breaches.length > 0) return breaches;
  const what = `${tool} failed: ${output.trim()}`;
  return [{ path: 'package.json', line: 1, what, remedy: 'mend what it names' }];
}
