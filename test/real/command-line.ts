import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/tieout.js', import.meta.url));

/** What a command printed as JSON, and its exit code. */
export interface Printed<T> {
  readonly exitCode: number;
  readonly printed: T;
}

/** Runs `tieout` in test mode on one data folder, each command in a process of its own. */
export function commandLine(dataFolder: string) {
  return <T>(...words: readonly string[]): Promise<Printed<T>> =>
    new Promise((resolve, reject) => {
      const file = process.execPath;
      const limits = { maxBuffer: 1 << 28 };
      execFile(file, wordsFor(dataFolder, words), limits, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : Number(error.code ?? -1);
        try {
          resolve({ exitCode, printed: JSON.parse(stdout) as T });
        } catch {
          reject(new Error(`tieout ${words.join(' ')} ended with ${exitCode}: ${stdout}${stderr}`));
        }
      });
    });
}

/** The line that `tieout twin` prints on start. */
export interface TwinAddresses {
  readonly identityUrl: string;
  readonly apiUrl: string;
  readonly apps: readonly { kind: string; clientId: string; clientSecret: string }[];
  readonly organisations: readonly { tenantId: string; name: string }[];
}

/** Serves the twin of a data folder beside the commands; all processes are one twin. */
export async function serveTwin(dataFolder: string) {
  const process_ = spawn(process.execPath, wordsFor(dataFolder, ['twin', '--port', '0']), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(process_, 'exit');
  const lines = createInterface({ input: process_.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [unknown];
  if (typeof line !== 'string') throw new Error(`tieout twin ended with ${String(line)}`);
  return {
    addresses: JSON.parse(line) as TwinAddresses,
    async stop(): Promise<void> {
      process_.kill();
      await ended;
    },
  };
}

function wordsFor(dataFolder: string, words: readonly string[]): string[] {
  return [PROGRAM, '--mode', 'test', '--data', dataFolder, '--json', ...words];
}
