import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { openBooks, TRANSACTIONS } from './books.ts';

const GROUP = `1,2026-05-05,L1,PAY,-200.00,,BANK,DD5,
2,2026-05-05,L2,PAY,-300.00,,BANK,DD5,
3,2026-05-05,L9,PAY,-500.00,,BANK,DD5,
4,2026-05-05,L1,PAY,-7.00,,BANK,,
`;
const CAR_LOAN = `account_id,client_id,client_name,account_type,entity,branch,department
L9,C9,Zoe,CAR,M,EAST,LOANS
`;

/** Loans for cars lack what the bank part of their payments needs. */
const UNMAPPED = lenderWith({
  settings: { ...LENDER.settings, bankPosting: 'direct' },
  accountTypes: [{ code: 'CAR', controlAccount: '', clearingAccount: '2190' }],
});

describe('3.5 a bank group is one line of the bank statement', () => {
  it('3.5 with one of its rows held all are held, and go together once that is cleared', async () => {
    const books = await openBooks(UNMAPPED);
    await books.take('accounts', CAR_LOAN);
    await books.take('transactions', TRANSACTIONS + GROUP);
    const plan = await books.plan('2026-05-31');
    const ofBank = plan.held.filter(({ facts }) => facts.stream === 'bank');
    expect(ofBank.map(({ code, facts }) => [code, facts.rows, facts.examples])).toEqual([
      ['held.bank_group_incomplete', 2, '1, 2 of transactions.csv'],
      ['held.control_account_missing', 1, '3 of transactions.csv'],
    ]);
    expect(await books.lines(plan.exportId)).toEqual(['2026-05-05 RECEIVE 1100 7.00 NONE EAST']);
    await books.send(plan.exportId);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
    const accountTypes = [{ code: 'CAR', controlAccount: '1100', clearingAccount: '2190' }];
    await books.configure(lenderWith({ ...UNMAPPED, accountTypes }));
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual(['2026-05-05 RECEIVE 1100 1000.00 NONE EAST']);
  });
});
