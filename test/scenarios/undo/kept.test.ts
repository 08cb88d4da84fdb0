import { describe, expect, it } from 'vitest';
import { type Lender, openLender } from '../export/lender.ts';
import {
  actionsOf,
  balances,
  classesAt,
  keptBy,
  lock,
  partInXero,
  sentBatch,
  tieout,
  undo,
} from './undo.ts';

async function reconcile(lender: Lender, part: number, reconciled = true): Promise<void> {
  const { id } = await partInXero(lender, part);
  await lender.xero.inBooks('PUT', `/bank-transactions/${id}/reconciled`, { reconciled });
}

const EDITED = [
  { AccountCode: '1100', LineAmount: 12, TaxType: 'NONE' },
  { AccountCode: '4200', LineAmount: -12, TaxType: 'NONE' },
];

async function editPart(lender: Lender, part: number, change: object): Promise<void> {
  const { id } = await partInXero(lender, part);
  await lender.xero.inBooks('POST', `/manual-journals/${id}`, change);
}

describe('3.10 what is kept, and named', () => {
  it('a reconciled bank transaction: its rows stay exported in the bank stream', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await reconcile(lender, 4);
    const undone = await undo(lender, exportId);
    expect(undone).toMatchObject({
      exitCode: 0,
      state: 'complete',
      rows: { journals: 4, bank: 0 },
    });
    expect(keptBy(undone)).toEqual(['4 undo.reconciled']);
    expect(await balances(lender)).toEqual(['090 10000', '2190 -10000']);
    expect(await classesAt(lender)).not.toContain('090 notYetExported -100.00');
    const plan = await tieout<{ documents: object }>(lender, ...PLAN);
    expect(plan.documents).toEqual({ manualJournals: 3, bankTransactions: 0 });
    await lender.send('20260531.002');
    expect(await classesAt(lender)).toEqual([]);
  });

  it('a bank transaction on a locked day, and no other is made against it', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-31');
    const undone = await undo(lender, exportId, '--document', '4');
    expect(keptBy(undone)).toEqual(['4 undo.locked']);
    expect(undone).toMatchObject({ exitCode: 1, state: 'complete', rows: { bank: 0 } });
    expect(undone.problems.map(({ code }) => code)).toEqual(['undo.locked']);
    expect((await lender.xero.documents()).length).toBe(4);
  });

  it('a document that somebody edited, unless a person says why it goes too', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await editPart(lender, 3, { JournalLines: EDITED });
    const kept = await undo(lender, exportId);
    expect(keptBy(kept)).toEqual(['3 undo.edited']);
    expect(kept).toMatchObject({ state: 'complete', rows: { journals: 3, bank: 1 } });
    expect(await balances(lender)).toEqual(['1100 1200', '4200 -1200']);
    expect(await classesAt(lender)).toContain('1100 editedInXero 2.00');
    const words = ['--edited', '--reason', 'entered by mistake'];
    const gone = await undo(lender, exportId, ...words);
    expect(actionsOf(gone).at(2)).toBe('3 void voided');
    expect(gone.state).toBe('undone');
    expect(await balances(lender)).toEqual([]);
  });

  it('an edited journal that is locked: a mirror of what was sent would not undo it', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await editPart(lender, 3, { JournalLines: EDITED });
    await lock(lender, '2026-05-31');
    const words = ['--document', '3', '--edited', '--reason', 'entered by mistake'];
    expect(keptBy(await undo(lender, exportId, ...words))).toEqual(['3 undo.edited_and_locked']);
  });

  it('what a person voided already is simply undone, and its rows are free', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await editPart(lender, 1, { Status: 'VOIDED' });
    const undone = await undo(lender, exportId, '--document', '1');
    expect(actionsOf(undone)).toEqual(['1 void voided']);
    expect(undone.rows).toEqual({ journals: 1, bank: 0 });
    await sentBatch(lender);
    expect(await classesAt(lender)).toEqual([]);
  });
});

const PLAN = ['export', 'plan', '--entity', 'M', '--up-to', '2026-05-31'];
