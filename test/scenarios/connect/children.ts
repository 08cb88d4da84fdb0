import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ran {
  readonly said: string;
  readonly signal: NodeJS.Signals | null;
}

/** Runs a program several times at once; each begins once the last of them has said "ready". */
export async function runTogether(words: readonly string[], count: number): Promise<Ran[]> {
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')));
  const ran = children.map(async (child) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += String(text);
    });
    const [, signal] = await once(child, 'close');
    return { said, signal };
  });
  for (const { stdin } of children) stdin.write('go\n');
  return Promise.all(ran);
}
