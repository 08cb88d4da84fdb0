import { expect } from 'vitest';
import { valueIn } from '../outcomes.ts';
import { decide, sentAndChanged } from '../scenarios/decide/decide.ts';
import {
  type Fault,
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
  withoutFaults,
} from '../scenarios/export/faults.ts';
import { leaveInDoubt } from '../scenarios/export/in-doubt.ts';
import { type Lender, openCopy, openLender } from '../scenarios/export/lender.ts';
import type { Exchange } from '../scenarios/export/wire-tap.ts';
import { lock, sentBatch, undoInTime } from '../scenarios/undo/undo.ts';
import { expectExportedOnce, expectUndoneOnce } from './invariants.ts';
import { doneInTime, type Phase, type Scene } from './phase.ts';

const MINUTE_MS = 60_000;

const FIRST_ANSWERS_LOST: Fault[] = [
  { method: 'PUT', path: '/ManualJournals', kind: 'drop', moment: 'after' },
  { method: 'PUT', path: '/BankTransactions', kind: 'drop', moment: 'before' },
];

const NOT_READABLE: Fault = {
  ...{ method: 'GET', path: '/ManualJournals', kind: 'status', httpStatus: 503 },
  times: 99,
};

/** Every point of an export's way, and of its undo. */
export const EXPORT_PHASES: readonly Phase[] = [
  {
    ...exporting('plan', async () => ''),
    ...{ deed: 'plan', hangsForMs: 16 * MINUTE_MS },
    reaches: ['beginBatch', 'writeDocuments', 'writeBundles', 'claimRows', 'acceptBatch'],
  },
  {
    ...exporting('first try', (lender) => lender.planned()),
    reaches: ['recordCalls', 'recordAttempt', 'sendDocuments', 'recordOutcomes', 'recordReceipts'],
  },
  {
    ...exporting('retry after a lost answer', async (lender) => {
      const exportId = await lender.planned();
      await faulty(lender, ...FIRST_ANSWERS_LOST);
      return exportId;
    }),
    since: 'wait',
    reaches: ['wait', 'renewLease', 'recordAttempt', 'sendDocuments', 'recordOutcomes'],
  },
  {
    ...exporting('look-up of what Xero saved', (lender) =>
      doubtful(lender, JOURNALS_SAVED_UNANSWERED),
    ),
    reaches: ['wait', 'findDocuments', 'recordDocumentStates', 'recordReceipts'],
  },
  {
    ...exporting('look-up of what Xero never got', (lender) =>
      doubtful(lender, JOURNALS_UNAVAILABLE),
    ),
    reaches: ['wait', 'findDocuments', 'recordCalls', 'sendDocuments', 'recordReceipts'],
  },
  {
    ...exporting('confirm', posted),
    reaches: ['findDocuments', 'recordReceipts', 'setBatchState', 'releaseLease'],
  },
  {
    name: 'decision to send again what was voided',
    deed: 'decide',
    hangsForMs: 5 * MINUTE_MS,
    reaches: ['wait', 'findDocuments', 'recordDecision', 'recordCalls', 'recordReceipts'],
    prepare: () =>
      prepared((lender) => sentAndChanged(lender, { Status: 'VOIDED' }), decidedAndExported),
  },
  {
    name: 'undo',
    deed: 'undo',
    hangsForMs: 5 * MINUTE_MS,
    reaches: ['beginUndo', 'endDocuments', 'recordMirror', 'recordUndoSteps', 'endUndo'],
    prepare: () => prepared(undoable, undone),
  },
];

function exporting(
  name: string,
  lead: (lender: Lender) => Promise<string>,
): Omit<Phase, 'reaches'> {
  const prepare = () => prepared(lead, exported);
  return { name, deed: 'send', hangsForMs: 5 * MINUTE_MS, prepare };
}

async function prepared(
  lead: (lender: Lender) => Promise<string>,
  goOn: (lender: Lender, exportId: string) => Promise<void>,
): Promise<() => Promise<Scene>> {
  const lender = await openLender();
  const exportId = await lead(lender);
  return async () => {
    const copy = await openCopy(lender);
    const holds = goOn === undone ? {} : { holds: () => expectExportedOnce(copy) };
    return { ...copy, exportId, ...wireOf(copy), goOn: () => goOn(copy, exportId), ...holds };
  };
}

function wireOf({ tap }: Lender): Pick<Scene, 'breakWire'> {
  return {
    breakWire: (point) => {
      const leaving = new Map<Exchange, () => Promise<void>>();
      tap.beforeRequest = async (exchange) => {
        leaving.set(exchange, await point.enter('fetch'));
      };
      tap.afterAnswer = (exchange) => leaving.get(exchange)?.();
    },
  };
}

async function doubtful(lender: Lender, fault: Fault): Promise<string> {
  await faulty(lender, fault);
  return leaveInDoubt(lender);
}

/** Xero has all of it, and nothing was read back. */
async function posted(lender: Lender): Promise<string> {
  const exportId = await lender.planned();
  await faulty(lender, NOT_READABLE);
  await lender.send(exportId);
  await withoutFaults(lender);
  const states = (await lender.parts(exportId)).map(({ state }) => state);
  expect(states).toEqual(Array(4).fill('posted'));
  return exportId;
}

/** A batch that was not planned is planned now; then all of it is sent. */
async function exported(lender: Lender, planned: string): Promise<void> {
  const other = await lender.reopened();
  const exportId = planned === '' ? await replanned(other) : planned;
  const sent = await doneInTime(lender, () => other.send(exportId));
  expect(sent).toMatchObject({ state: 'complete', problems: [] });
  await expectExportedOnce(other);
}

/** What was decided before the program died is decided; otherwise it is decided now. */
async function decidedAndExported(lender: Lender, exportId: string): Promise<void> {
  const [first] = await lender.parts(exportId);
  if (first?.state === 'conflict') {
    const other = await lender.reopened();
    await doneInTime(lender, () => decide(other, exportId, { decidedAs: 'notPosted' }));
  }
  await exported(lender, exportId);
}

async function replanned(lender: Lender): Promise<string> {
  const { exportId } = valueIn(await lender.plan());
  return exportId ?? '20260531.001';
}

/** Journals to void, one before the lock to reverse, and a bank transaction to delete. */
async function undoable(lender: Lender): Promise<string> {
  const exportId = await sentBatch(lender);
  await lock(lender, '2026-05-01');
  return exportId;
}

async function undone(lender: Lender, exportId: string): Promise<void> {
  const other = await lender.reopened();
  const outcome = await doneInTime(lender, () => undoInTime(other, exportId));
  expect(outcome).toMatchObject({ state: 'undone', problems: [] });
  await expectUndoneOnce(other, exportId);
}
