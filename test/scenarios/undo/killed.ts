import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { type Lender, openLender } from '../export/lender.ts';
import { balances, classesAt, lock, sentBatch, undoInTime } from './undo.ts';

/** Undoes a batch, and dies at its n-th effect. */
export const DYING_UNDO = fileURLToPath(new URL('dying-undo.ts', import.meta.url));

/** Undoes a batch in a process that is killed at its n-th effect; gives what ended it. */
async function undoUntil(lender: Lender, exportId: string, last: number): Promise<string> {
  const words = [DYING_UNDO, lender.dataFolder, exportId, lender.clock.now(), String(last)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] });
  await once(child, 'close');
  return child.signalCode ?? `exit ${child.exitCode}`;
}

/**
 * A batch with a journal to reverse, journals to void and a bank transaction to delete is undone by
 * a worker that dies at its n-th effect, and by one that goes on. Whatever the moment: every document
 * is undone once, and the rows go out again once. Gives what ended the first worker.
 */
export async function undoInSpiteOfDeath(last: number): Promise<string> {
  const lender = await openLender();
  const exportId = await sentBatch(lender);
  const after = await balances(lender);
  await lock(lender, '2026-05-01');
  const ended = await undoUntil(lender, exportId, last);
  expect(valueIn(await undoInTime(lender, exportId))).toMatchObject({
    state: 'undone',
    problems: [],
  });
  expect(await balances(lender)).toEqual([]);
  const live = (await lender.xero.liveDocuments()).map(({ text }) => /\/(\d+) /.exec(text)?.[1]);
  expect(live.sort()).toEqual(['1', '5']);
  const states = (await lender.parts(exportId)).map(({ state }) => state);
  expect(states).toEqual(['reversed', 'voided', 'voided', 'deleted', 'confirmed']);
  await lock(lender, '2026-04-30');
  await sentBatch(lender);
  expect(await balances(lender)).toEqual(after);
  expect(await classesAt(lender)).toEqual([]);
  return ended;
}
