import { describe, expect, it } from 'vitest';
import { openLender } from '../export/lender.ts';
import { actionsOf, balances, classesAt, sentBatch, tieout, undo } from './undo.ts';

describe('3.10 undoing some documents', () => {
  it('one document: the others stay, and only its rows are planned again', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const after = await balances(lender);
    const undone = await undo(lender, exportId, '--document', '3');
    expect(undone).toMatchObject({ state: 'complete', rows: { journals: 1, bank: 0 } });
    expect(actionsOf(undone)).toEqual(['3 void voided']);
    expect(await classesAt(lender)).toEqual([
      ...['1100 notYetExported -10.00', '4200 notYetExported 10.00'],
    ]);
    const plan = await tieout<{ transactions: number }>(lender, ...PLAN, '--preview');
    expect(plan.transactions).toBe(1);
    await sentBatch(lender);
    expect(await balances(lender)).toEqual(after);
  });

  it('the documents of one day, of both streams, and several parts', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const ofDay = await undo(lender, exportId, '--date', '2026-05-02');
    expect(actionsOf(ofDay)).toEqual(['2 void voided', '4 delete deleted']);
    const parts = await undo(lender, exportId, '--document', '1,3');
    expect(actionsOf(parts)).toEqual(['1 void voided', '3 void voided']);
    expect(parts.state).toBe('undone');
    expect(await balances(lender)).toEqual([]);
  });

  it('says what the clearing account shows while one stream is undone and the other is not', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const undone = await undo(lender, exportId, '--document', '4');
    expect(undone).toMatchObject({
      clearing: [{ code: '2190', amount: '100.00' }],
      warnings: [{ code: 'warning.undo_opens_clearing' }],
      rows: { journals: 0, bank: 1 },
    });
    expect(await balances(lender)).toContain('2190 10000');
    expect(await classesAt(lender)).toEqual([
      ...['090 notYetExported -100.00', '2190 notYetExported 100.00'],
    ]);
    await sentBatch(lender);
    expect(await balances(lender)).not.toContain('2190 10000');
  });

  it('in profile direct: the bank transaction alone carries the row, and goes out again so', async () => {
    const settings = {
      defaultContact: 'SUNDRY',
      trackingB: { basis: 'branch' as const, name: 'Branch' },
      bankPosting: 'direct' as const,
    };
    const lender = await openLender({ configuration: { settings } });
    const exportId = await sentBatch(lender);
    const after = await balances(lender);
    const [bank] = (await lender.parts(exportId)).filter(({ kind }) => kind === 'bankTransaction');
    const undone = await undo(lender, exportId, '--document', String(bank?.part));
    expect(undone).toMatchObject({ rows: { journals: 0, bank: 1 }, clearing: [] });
    await lender.configure({ settings: { ...settings, bankPosting: 'clearing' } });
    const again = await sentBatch(lender);
    expect(await balances(lender)).toEqual(after);
    await undo(lender, again);
    await undo(lender, exportId);
    expect(await balances(lender)).toEqual([]);
    expect(await classesAt(lender)).not.toEqual([]);
  });

  it('refuses a part and a day that the batch does not have', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    for (const words of [
      ['--document', '3,9'],
      ['--date', '2026-04-30'],
    ]) {
      expect(await undo(lender, exportId, ...words)).toMatchObject({
        exitCode: 1,
        state: null,
        problems: [{ code: 'undo.no_document' }],
      });
    }
    const both = await undo(lender, exportId, '--date', '2026-05-02', '--document', '1');
    expect(both).toMatchObject({ exitCode: 2 });
    expect(await undo(lender, exportId, '--document', 'all')).toMatchObject({ exitCode: 2 });
    expect(await undo(lender, exportId, '--edited')).toMatchObject({ exitCode: 2 });
    expect((await lender.xero.liveDocuments()).length).toBe(4);
  });
});

const PLAN = ['export', 'plan', '--entity', 'M', '--up-to', '2026-05-31'];
