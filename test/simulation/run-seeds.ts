import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SeedResult } from './run-seed.ts';

export interface SeedsOptions {
  readonly isServed: boolean;
  readonly onResult?: (result: SeedResult) => void;
}

/** What a worker is asked. */
export interface SeedAsked {
  readonly seed: number;
  readonly isServed: boolean;
}

const WORKERS = 2;
const PROGRAM = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Lives many seeds through in two processes; gives the results in the order of the seeds. */
export async function runSeeds(
  seeds: readonly number[],
  { isServed, onResult }: SeedsOptions,
): Promise<SeedResult[]> {
  const waiting = [...seeds];
  const results: SeedResult[] = [];
  const work = async (): Promise<void> => {
    const worker = fork(PROGRAM, { execArgv: ['--disable-warning=ExperimentalWarning'] });
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const result = await ask(worker, { seed, isServed });
      results.push(result);
      onResult?.(result);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(WORKERS, seeds.length) }, work));
  return results.toSorted((one, other) => one.seed - other.seed);
}

function ask(worker: ChildProcess, asked: SeedAsked): Promise<SeedResult> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) =>
      reject(new Error(`seed ${asked.seed} ended with ${code}`));
    worker.once('exit', ended);
    worker.once('message', (result) => {
      worker.off('exit', ended);
      resolve(result as SeedResult);
    });
    worker.send(asked);
  });
}
