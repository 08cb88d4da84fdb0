import { describe, expect, it } from 'vitest';
import { type Lender, openLender } from '../export/lender.ts';
import { actionsOf, balances, classesAt, keptBy, sentBatch, undo } from './undo.ts';

/** A ready-made entry that moves money between two bank accounts, one bank transaction on each. */
const ENTRY = `entry_id,date,entity,gl_account,amount,description
J1,2026-05-04,M,090,-250.00,From cheque
J1,2026-05-04,M,095,250.00,To savings
`;

async function openWithEntry(): Promise<Lender> {
  const lender = await openLender({
    configuration: {
      glAccounts: [
        ...['1100', '2190', '4100', '4200', '090'].map((code) => ({ code })),
        { code: '095', description: 'Savings', xeroType: 'BANK' },
      ],
      bankAccounts: [
        { code: 'BNZ', entity: 'M', xeroAccount: '090', clearingAccount: '2190' },
        { code: 'SAV', entity: 'M', xeroAccount: '095', clearingAccount: '2190' },
      ],
    },
    transactions: '',
  });
  await lender.import('journals', ENTRY);
  return lender;
}

describe('3.10 documents that hold rows together', () => {
  it('are undone together: a row is freed whole in its stream', async () => {
    const lender = await openWithEntry();
    const exportId = await sentBatch(lender);
    const after = await balances(lender);
    const undone = await undo(lender, exportId, '--document', '2');
    expect(actionsOf(undone)).toEqual(['2 delete deleted', '3 delete deleted']);
    expect(undone.warnings.map(({ code }) => code)).toContain('warning.undo_takes_along');
    expect(undone.rows.bank).toBe(1);
    await sentBatch(lender);
    expect(await balances(lender)).toEqual(after);
    expect(await classesAt(lender)).toEqual([]);
  });

  it('are kept together where one of them is kept', async () => {
    const lender = await openWithEntry();
    const exportId = await sentBatch(lender);
    const [, , second] = await lender.parts(exportId);
    const path = `/bank-transactions/${second?.xeroId}/reconciled`;
    await lender.xero.inBooks('PUT', path, { reconciled: true });
    const undone = await undo(lender, exportId, '--document', '2');
    expect(keptBy(undone)).toEqual(['2 undo.shares_rows', '3 undo.reconciled']);
    expect(undone).toMatchObject({ state: 'complete', rows: { journals: 0, bank: 0 } });
    expect(await classesAt(lender)).toEqual([]);
  });
});
