import { describe, expect, it } from 'vitest';
import { giveUpUndoTask } from '../../../src/tasks/give-up-undo.ts';
import { resumeExportTask } from '../../../src/tasks/undo-export.ts';
import { valueIn } from '../../outcomes.ts';
import {
  type Fault,
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
  withoutFaults,
} from '../export/faults.ts';
import { codesOf, type Lender, openLender } from '../export/lender.ts';
import { writesOf } from '../export/wire-tap.ts';
import {
  actionsOf,
  balances,
  classesAt,
  lock,
  sentBatch,
  tieout,
  undo,
  undoInTime,
} from '../undo/undo.ts';
import { changeInXero, decisionsOf } from './decide.ts';

const REFUSED: Fault = {
  method: 'POST',
  path: '/BankTransactions',
  kind: 'status',
  httpStatus: 403,
  times: 100,
};
const REASON = 'The user may not delete at the bank';

function giveUp(lender: Lender, exportId: string) {
  return giveUpUndoTask(lender.app, { exportId, reason: REASON });
}

/** Xero takes the void of the journals and refuses all that is about the bank. */
async function refusedAtBank(): Promise<{ lender: Lender; exportId: string }> {
  const lender = await openLender();
  const exportId = await sentBatch(lender);
  await faulty(lender, REFUSED);
  expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undoing');
  expect(valueIn(await resumeExportTask(lender.app, exportId)).state).toBe('undoing');
  return { lender, exportId };
}

describe('an undo that Xero refuses as a whole', () => {
  it('ends where it stands when it is given up: what is void is free, the rest stays', async () => {
    const { lender, exportId } = await refusedAtBank();
    const ended = valueIn(await giveUp(lender, exportId));
    expect(ended).toMatchObject({
      state: 'complete',
      rows: { journals: 4, bank: 0 },
      clearing: [{ code: '2190', amount: '-100.00' }],
      problems: [],
    });
    expect(actionsOf(ended)).toEqual([
      '1 void voided',
      '2 void voided',
      '3 void voided',
      '4 keep confirmed',
    ]);
    expect(ended.documents[3]?.reason).toMatchObject({
      code: 'undo.given_up',
      facts: { reason: REASON },
    });
    expect(await decisionsOf(lender, exportId)).toMatchObject([
      { part: null, decided: 'undoGivenUp', reason: REASON, actor: 'os:tester' },
    ]);
    expect(await balances(lender)).toEqual(['090 10000', '2190 -10000']);
    const again = await lender.planned();
    expect(valueIn(await lender.send(again)).documents).toMatchObject({ confirmed: 3 });
    expect(await classesAt(lender)).toEqual([]);
  });

  it('can be undone further afterwards', async () => {
    const { lender, exportId } = await refusedAtBank();
    valueIn(await giveUp(lender, exportId));
    await withoutFaults(lender);
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undone');
    expect(await balances(lender)).toEqual([]);
  });

  it('takes what was void after all as undone, and tells Xero nothing more', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const silent = { method: 'POST', path: '/ManualJournals' } as const;
    await faulty(lender, { ...silent, kind: 'status', httpStatus: 503, times: 100 });
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undoing');
    await changeInXero(lender, 2, { Status: 'VOIDED' });
    const writes = writesOf(lender.tap).length;
    lender.waits.length = 0;
    expect(actionsOf(valueIn(await giveUp(lender, exportId)))).toEqual([
      '1 keep confirmed',
      '2 void voided',
      '3 keep confirmed',
      '4 delete deleted',
    ]);
    expect(writesOf(lender.tap)).toHaveLength(writes);
    expect(lender.waits[0]).toBeGreaterThan(100_000);
    expect(await classesAt(lender)).toEqual(expect.arrayContaining(['1100 notYetExported 42.50']));
  });
});

describe('a mirror that was begun when an undo is given up', () => {
  it('and may be in Xero keeps the undo open (document.in_doubt)', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undoing');
    const refused = await giveUp(lender, exportId);
    expect(codesOf(refused.ok ? [] : refused.problems)).toEqual(['document.in_doubt']);
    expect(await decisionsOf(lender, exportId)).toEqual([]);
    expect(valueIn(await resumeExportTask(lender.app, exportId)).state).toBe('undone');
  });

  it('and was under way when its worker died keeps the undo open likewise', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undoing');
    await forgetAnswer(lender);
    const refused = await giveUp(lender, exportId);
    expect(codesOf(refused.ok ? [] : refused.problems)).toEqual(['document.in_doubt']);
    expect(valueIn(await resumeExportTask(lender.app, exportId)).state).toBe('undone');
    expect(await balances(lender)).toEqual([]);
  });

  it('and waits for the next day is withdrawn: the journal stays', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    const headers = { 'x-rate-limit-problem': 'day', 'retry-after': '3600' };
    await faulty(lender, { ...JOURNALS_UNAVAILABLE, httpStatus: 429, headers });
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undoing');
    await withoutFaults(lender);
    await lender.pass(3_700_000);
    const ended = valueIn(await giveUp(lender, exportId));
    expect(actionsOf(ended)[0]).toBe('1 keep confirmed');
    expect((await lender.parts(exportId))[4]).toMatchObject({ state: 'withdrawn' });
    expect(await balances(lender)).toEqual(['1100 11500', '4100 -10000', '820 -1500']);
    expect(await classesAt(lender)).not.toEqual([]);
  });
});

describe('export undo --give-up', () => {
  it('needs an undo that is under way (undo.none_open), a reason, and nothing else', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const refused = { exitCode: 1, problems: [{ code: 'undo.none_open' }] };
    expect(await undo(lender, exportId, '--give-up', '--reason', 'x')).toMatchObject(refused);
    for (const words of [[], ['--reason', ' '], ['--reason', 'x', '--document', '1']]) {
      expect(await undo(lender, exportId, '--give-up', ...words)).toMatchObject({ exitCode: 2 });
    }
  });

  it('stays open while Xero cannot be looked through', async () => {
    const { lender, exportId } = await refusedAtBank();
    await faulty(lender, { method: 'GET', kind: 'status', httpStatus: 503, times: 100 });
    const refused = await giveUp(lender, exportId);
    expect(codesOf(refused.ok ? [] : refused.problems)).toEqual(['xero_call.unavailable']);
    expect(await tieout(lender, 'export', 'status', exportId)).toMatchObject({ state: 'undoing' });
  });
});

/** The books of a program that died before it recorded that no answer came. */
async function forgetAnswer({ app }: Lender): Promise<void> {
  await app.store.transact(app.act(), async (tx, audit) => {
    const sending = { state: 'sending' as const };
    const document = { ...sending, problem: null };
    await tx.updateTable('document').set(document).where('state', '=', 'inDoubt').execute();
    await tx.updateTable('call').set(sending).where('state', '=', 'unknown').execute();
    await audit('test.forgotten', 'test');
  });
}
