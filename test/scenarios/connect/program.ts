import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../../bin/tieout.js', import.meta.url));
const AT_TWIN = new URL('send-to-twin.ts', import.meta.url).href;

/** `tieout` as a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  /** Writes a line to its standard input. */
  type(line: string): void;
  /** Says that nobody will type any more. */
  endInput(): void;
  /** Waits until it has said something, on either output; gives what matched. */
  said(pattern: RegExp): Promise<string>;
  /** Everything so far. */
  output(): { stdout: string; stderr: string };
  ended(): Promise<{ exitCode: number | null; stdout: string; stderr: string }>;
}

export interface Running {
  readonly words: readonly string[];
  readonly env?: Record<string, string>;
  /** In production this twin stands in for Xero. */
  readonly twinUrl?: string;
}

export function runProgram({ words, env = {}, twinUrl }: Running): Program {
  const loaded = twinUrl === undefined ? [] : ['--import', AT_TWIN];
  const child = spawn(process.execPath, [...loaded, PROGRAM, ...words], {
    env: { ...process.env, ...env, ...(twinUrl === undefined ? {} : { TWIN_URL: twinUrl }) },
  });
  const closed = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text) => {
      said[name] += String(text);
      for (const listen of listeners) listen();
    });
  }
  child.on('close', () => {
    for (const listen of listeners) listen();
  });
  const all = () => `${said.stdout}\n${said.stderr}`;
  return {
    child,
    type: (line) => child.stdin.write(`${line}\n`),
    endInput: () => child.stdin.end(),
    output: () => ({ ...said }),
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const listen = () => {
          const found = pattern.exec(all());
          if (found === null && child.exitCode === null) return;
          listeners.delete(listen);
          if (found === null) reject(new Error(`It ended without ${pattern}: ${all()}`));
          else resolve(found[1] ?? found[0]);
        };
        listeners.add(listen);
        listen();
      }),
    ended: async () => {
      const [exitCode] = await closed;
      return { exitCode: exitCode as number | null, ...said };
    },
  };
}
