import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Lender } from './lender.ts';

/** Where `dying-worker.ts` ends itself. */
export type DyingMoment =
  | 'while planning: before the documents'
  | 'while planning: rows half claimed'
  | 'before the first byte'
  | 'after the first byte'
  | 'after Xero saved'
  | 'while looking'
  | 'while reading back';

const PROGRAM = fileURLToPath(new URL('dying-worker.ts', import.meta.url));

/** Runs a worker on the lender's data until it is killed by `kill -9` at that moment. */
export async function dieAt(lender: Lender, moment: DyingMoment, exportId = ''): Promise<void> {
  expect(await tryToDieAt(lender, moment, exportId)).toBe('SIGKILL');
}

/** The same for a worker that may end well before that moment comes; gives what ended it. */
export async function tryToDieAt(lender: Lender, moment: DyingMoment, exportId: string) {
  const words = [PROGRAM, lender.dataFolder, moment, exportId, lender.clock.now()];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] });
  await once(child, 'close');
  return child.signalCode ?? `exit ${child.exitCode}`;
}
