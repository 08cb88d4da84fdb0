import { describe, expect, it } from 'vitest';
import { openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { balances, classesAt, sentBatch, tieout, undo } from './undo.ts';

interface Plan {
  readonly exportId: string | null;
  readonly transactions: number;
  readonly held: readonly { readonly code: string; readonly facts: { readonly rows: number } }[];
}

describe('3.10 rows that are held after an undo', () => {
  it('are named by every plan, are class held, and wait until they are released', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const after = await balances(lender);
    const undone = await undo(lender, exportId, '--hold');
    expect(undone).toMatchObject({ state: 'undone', isHeld: true, rows: { journals: 4, bank: 1 } });
    const plan = await tieout<Plan>(lender, ...PLAN);
    expect(plan).toMatchObject({ exportId: null, transactions: 0 });
    expect([...new Set(plan.held.map(({ code }) => code))]).toEqual(['held.undone']);
    const classes = (await classesAt(lender)).map((line) => line.split(' ')[1]);
    expect([...new Set(classes)]).toEqual(['held']);
    const released = await tieout(lender, 'export', 'release', exportId);
    expect(released).toMatchObject({ exitCode: 0, exportId, rows: 5 });
    expect(await tieout(lender, 'export', 'release', exportId)).toMatchObject({ rows: 0 });
    await sentBatch(lender);
    expect(await balances(lender)).toEqual(after);
    expect(await classesAt(lender)).toEqual([]);
  });

  it('do not hold what comes in later, nor a newer version of themselves', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await undo(lender, exportId, '--document', '3', '--hold');
    const later = 'T9,2026-05-03,L1,INT,1.00,,,1\nT4,2026-05-03,L1,INT,7.00,,,2\n';
    await lender.import('transactions', `${TRANSACTION_COLUMNS},version\n${later}`);
    const plan = await tieout<Plan>(lender, ...PLAN);
    expect(plan).toMatchObject({ transactions: 2, held: [] });
    await lender.send(plan.exportId ?? '');
    expect(await classesAt(lender)).toEqual([]);
  });

  it('also of a batch that is discarded', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await undo(lender, exportId, '--hold');
    expect(await tieout<Plan>(lender, ...PLAN)).toMatchObject({ exportId: null });
    await tieout(lender, 'export', 'release', exportId);
    expect(await lender.planned()).toBe('20260531.002');
  });

  it('hold the taking back of an earlier version together with the newer one', async () => {
    const lender = await openLender();
    await sentBatch(lender);
    const corrected = `${TRANSACTION_COLUMNS},version\nT4,2026-05-03,L1,INT,7.00,,,2\n`;
    await lender.import('transactions', corrected);
    const second = await sentBatch(lender);
    const after = await balances(lender);
    const undone = await undo(lender, second, '--hold');
    expect(undone).toMatchObject({ state: 'undone', rows: { journals: 2, bank: 0 } });
    const plan = await tieout<Plan>(lender, ...PLAN);
    expect(plan).toMatchObject({ exportId: null, held: [{ code: 'held.undone' }] });
    expect(await classesAt(lender)).toEqual(['1100 held 3.00', '4200 held -3.00']);
    await tieout(lender, 'export', 'release', second);
    await sentBatch(lender);
    expect(await balances(lender)).toEqual(after);
  });

  it('hold ready-made entries as well', async () => {
    const lender = await openLender({ transactions: '' });
    const lines = ['J1,2026-05-04,M,1100,5.00', 'J1,2026-05-04,M,4200,-5.00'];
    const head = 'entry_id,date,entity,gl_account,amount';
    await lender.import('journals', [head, ...lines, ''].join('\n'));
    const exportId = await sentBatch(lender);
    await undo(lender, exportId, '--hold');
    const plan = await tieout<Plan>(lender, ...PLAN);
    expect(plan.exportId).toBeNull();
    expect(plan.held[0]).toMatchObject({ code: 'held.undone', facts: { rows: 1 } });
    expect(await classesAt(lender)).toEqual(['1100 held -5.00', '4200 held 5.00']);
    await tieout(lender, 'export', 'release', exportId);
    await sentBatch(lender);
    expect(await classesAt(lender)).toEqual([]);
  });

  it('and rows beside them that are alike go out without them', async () => {
    const rows = ['A', 'B'].map((id) => `${id},2026-05-01,L1,INT,1.00,,`);
    const lender = await openLender({
      transactions: [TRANSACTION_COLUMNS, ...rows, ''].join('\n'),
    });
    const exportId = await sentBatch(lender);
    await undo(lender, exportId, '--hold');
    const more = ['C', 'D', 'E'].map((id) => `${id},2026-05-01,L1,INT,1.00,,`);
    await lender.import('transactions', [TRANSACTION_COLUMNS, ...more, ''].join('\n'));
    const plan = await tieout<Plan>(lender, ...PLAN);
    expect(plan).toMatchObject({ transactions: 3, held: [{ facts: { rows: 2 } }] });
    await lender.send(plan.exportId ?? '');
    expect(await balances(lender)).toEqual(['1100 300', '4200 -300']);
    expect(await classesAt(lender)).toEqual(['1100 held -2.00', '4200 held 2.00']);
  });
});

const PLAN = ['export', 'plan', '--entity', 'M', '--up-to', '2026-05-31'];
