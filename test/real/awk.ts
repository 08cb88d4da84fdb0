import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs awk programs of a folder over files; arguments such as `kind=account` go between files. */
export function awkIn(folder: URL, common: string) {
  return (program: string, ...given: readonly string[]): Buffer => {
    const programs = [common, program].flatMap((name) => ['-f', pathOf(folder, name)]);
    return execFileSync('awk', [...programs, ...given], {
      env: { ...process.env, LC_ALL: 'C' },
      maxBuffer: 1 << 28,
    });
  };
}

/** The lines that a program printed, cut at blanks or at another mark. */
export function fieldsOf(printed: Buffer, mark = ' '): string[][] {
  const lines = printed.toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => line.split(mark));
}

function pathOf(folder: URL, name: string): string {
  return fileURLToPath(new URL(`${name}.awk`, folder));
}
