import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { openBooks, TRANSACTIONS } from './books.ts';

const TWO_ENTITIES = lenderWith({
  entities: [{ code: 'N', startDate: '2026-04-01' }],
  branches: [{ id: 'NORTH', entity: 'N' }],
  bankAccounts: [{ code: 'NBANK', entity: 'N', xeroAccount: '091', clearingAccount: '2190' }],
});

describe('1 rows', () => {
  it('1.1 a positive amount debits the loan account, a negative one credits it; both include GST', async () => {
    const books = await openBooks(LENDER);
    const rows = '1,2026-05-04,L1,FEE,115.00,,,,\n2,2026-05-04,L1,FEE,-23.00,,,,\n';
    await books.take('transactions', TRANSACTIONS + rows);
    await books.post('2026-05-31');
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['1100 Dr 92.00', '4100 Cr 80.00', '820 Cr 12.00'],
    ]);
  });

  it('1.2 GST is fixed when the row comes in; given, it may differ by a cent or be nil', async () => {
    const books = await openBooks(LENDER);
    const rows = `1,2026-05-04,L1,FEE,14.60,,,,
2,2026-05-04,L1,FEE,14.60,1.91,,,
3,2026-05-04,L1,FEE,14.60,0.00,,,
4,2026-05-04,L4,FEE,14.60,,,,
5,2026-05-04,L1,FEE,0.03,,,,
6,2026-05-04,L1,FEE,-14.60,-1.89,,,
`;
    await books.take('transactions', TRANSACTIONS + rows);
    await books.configure(lenderWith({ elements: [{ code: 'FEE', type: 'fee', gstRate: 12.5 }] }));
    const kept = await books.app.store.reader
      .selectFrom('loan_transaction')
      .select('gst_cents')
      .orderBy('row_id')
      .execute();
    expect(kept.map((row) => row.gst_cents)).toEqual([190n, 191n, 0n, 0n, 0n, -189n]);
  });

  it('1.2 GST that differs by more than a cent is refused, with what it should be', async () => {
    const books = await openBooks(LENDER);
    const rows = '1,2026-05-04,L1,FEE,14.60,1.92,,,\n2,2026-05-04,L4,FEE,14.60,1.90,,,\n';
    expect(await books.refuse('transactions', TRANSACTIONS + rows)).toEqual([
      expect.stringMatching(/^gst\.differs: .*1\.92.*1\.90/s),
      expect.stringMatching(/^gst\.exempt_account: /),
    ]);
  });

  it('1.5 rows of locked and of future dates are taken; the cut-off decides', async () => {
    const books = await openBooks(LENDER);
    await books.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-05-31' });
    const rows = '1,2026-05-04,L1,FEE,115.00,,,,\n2,2027-01-04,L1,FEE,23.00,,,,\n';
    await books.take('transactions', TRANSACTIONS + rows);
    expect(await books.plan('2026-12-31')).toMatchObject({
      exportId: null,
      held: [{ code: 'held.locked_date', facts: { rows: 1 } }],
    });
    expect(await books.post('2027-01-31')).toMatchObject({ transactions: 1 });
    await books.take('transactions', `${TRANSACTIONS}3,2026-06-02,L1,FEE,46.00,,,,\n`);
    const { exportId } = await books.post('2027-01-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-06-02 1100 +46.00 NONE EAST',
      '2026-06-02 4100 -46.00 OUTPUT2 EAST',
    ]);
  });

  it('1.6 a bank account or a branch of another entity is a problem', async () => {
    const books = await openBooks(TWO_ENTITIES);
    const rows = '1,2026-05-04,L1,PAY,-10.00,,NBANK,,\n';
    expect(await books.refuse('transactions', TRANSACTIONS + rows)).toEqual([
      expect.stringMatching(/^bank_account\.other_entity: /),
    ]);
    const accounts = `account_id,client_id,client_name,account_type,entity,branch,department
L9,C9,Zoe,LOAN,M,NORTH,LOANS
`;
    expect(await books.refuse('accounts', accounts)).toEqual([
      expect.stringMatching(/^branch\.other_entity: /),
    ]);
    const entry = `entry_id,date,entity,gl_account,amount,branch
E1,2026-05-04,M,6100,1.00,NORTH
E1,2026-05-04,M,4200,-1.00,
`;
    expect((await books.refuse('journals', entry))[0]).toMatch(/^branch\.other_entity: /);
  });

  it('1.6 another currency than the organisation’s is a problem', async () => {
    const books = await openBooks(LENDER);
    const rows = `transaction_id,date,account_id,element,amount,currency
1,2026-05-04,L1,FEE,115.00,NZD
2,2026-05-04,L1,FEE,115.00,USD
`;
    expect(await books.refuse('transactions', rows)).toEqual([
      expect.stringMatching(/^currency\.not_base: .*USD.*NZD/s),
    ]);
  });
});
