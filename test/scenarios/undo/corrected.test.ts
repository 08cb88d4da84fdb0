import { describe, expect, it } from 'vitest';
import { openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { actionsOf, balances, classesAt, keptBy, sentBatch, tieout, undo } from './undo.ts';

describe('3.10 and 1.3 undo among corrected versions', () => {
  it('rows that a later batch corrected: that batch goes first', async () => {
    const lender = await openLender();
    const first = await sentBatch(lender);
    await lender.import('transactions', CORRECTED);
    const second = await sentBatch(lender);
    const corrected = await balances(lender);
    const kept = await undo(lender, first, '--document', '3');
    expect(keptBy(kept)).toEqual(['3 undo.taken_back']);
    await undo(lender, second);
    expect(await classesAt(lender)).toEqual([
      ...['1100 notYetExported 3.00', '4200 notYetExported -3.00'],
    ]);
    await sentBatch(lender);
    expect(await balances(lender)).toEqual(corrected);
    expect(await classesAt(lender)).toEqual([]);
  });

  it('what was undone is not taken back a second time by its correction', async () => {
    const lender = await openLender();
    const first = await sentBatch(lender);
    await undo(lender, first, '--document', '3');
    await lender.import('transactions', CORRECTED);
    const plan = await tieout<{ transactions: number; debits: string }>(lender, ...PLAN);
    expect(plan).toMatchObject({ transactions: 1, debits: '7.00' });
    await lender.send('20260531.002');
    expect(await classesAt(lender)).toEqual([]);
  });

  it('a changed bank part waits until the bank transaction is undone, and goes then', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lender.import('transactions', LESS_PAID);
    const held = await tieout<Plan>(lender, ...PLAN);
    expect([...new Set(held.held.map(({ code }) => code))]).toContain('held.bank_part_changed');
    expect(actionsOf(await undo(lender, exportId, '--document', '4'))).toEqual([
      '4 delete deleted',
    ]);
    await classesAt(lender);
    await sentBatch(lender);
    expect(await balances(lender)).toContain('090 8000');
    expect(await balances(lender)).not.toContain('2190 2000');
    expect(await classesAt(lender)).toEqual([]);
  });

  it('a bank part that a newer version took over goes out again under that version', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lender.import('transactions', OTHER_ACCOUNT);
    await sentBatch(lender);
    const after = await balances(lender);
    const undone = await undo(lender, exportId, '--document', '4');
    expect(undone).toMatchObject({ rows: { journals: 0, bank: 1 } });
    expect(await classesAt(lender)).toEqual([
      ...['090 notYetExported -100.00', '2190 notYetExported 100.00'],
    ]);
    await sentBatch(lender);
    expect(await balances(lender)).toEqual(after);
    expect(await classesAt(lender)).toEqual([]);
  });
});

interface Plan {
  readonly held: readonly { readonly code: string }[];
}

const VERSIONED = `${TRANSACTION_COLUMNS},version`;
const CORRECTED = `${VERSIONED}\nT4,2026-05-03,L1,INT,7.00,,,2\n`;
const LESS_PAID = `${VERSIONED}\nT3,2026-05-02,L1,PAY,-80.00,BNZ,DD1,2\n`;
const OTHER_ACCOUNT = `${VERSIONED}\nT3,2026-05-02,L2,PAY,-100.00,BNZ,DD1,2\n`;
const PLAN = ['export', 'plan', '--entity', 'M', '--up-to', '2026-05-31'];
