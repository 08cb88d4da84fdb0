import { describe, expect, it } from 'vitest';
import { lenderWith } from '../../domain/lender.ts';
import { type Books, openBooks, TRANSACTIONS } from './books.ts';

const TWO = lenderWith({ entities: [{ code: 'N', startDate: '2026-04-01' }] });
const BRANCH_MOVED = lenderWith({ branches: [{ id: 'EAST', entity: 'N' }] });
const BANK_MOVED = lenderWith({ bankAccounts: [{ code: 'BANK', entity: 'N' }] });

const PAYMENT = '1,2026-05-05,L3,PAY,-40.00,,BANK,,\n';
const FEES = '2,2026-05-05,L1,FEE,115.00,,,,\n3,2026-05-05,L3,FEE,23.00,,,,\n';
const ENTRIES = `entry_id,date,entity,gl_account,amount,branch
E1,2026-05-07,M,090,50.00,
E1,2026-05-07,M,4200,-50.00,WEST
E2,2026-05-07,M,6100,7.00,EAST
E2,2026-05-07,M,4200,-7.00,WEST
`;

describe('1.6 what moved to another entity after the rows came in', () => {
  it('1.6 a branch: its rows and entries are held, the others go', async () => {
    const books = await openBooks(TWO);
    await books.take('transactions', TRANSACTIONS + FEES);
    await books.take('journals', ENTRIES);
    await books.configure(BRANCH_MOVED);
    const plan = await books.post('2026-05-31');
    expect(heldIn(plan)).toEqual(['journals 2 held.branch_of_other_entity EAST N M']);
    expect((await books.lines(plan.exportId)).filter((line) => line.endsWith('EAST'))).toEqual([]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
    await books.configure(TWO);
    expect(await books.post('2026-05-31')).toMatchObject({ held: [] });
  });

  it('1.6 a bank account: its movements and the entries on it are held in both streams', async () => {
    const books = await openBooks(TWO);
    await books.take('transactions', TRANSACTIONS + PAYMENT);
    await books.take('journals', ENTRIES);
    await books.configure(BANK_MOVED);
    const plan = await books.plan('2026-05-31');
    expect(heldIn(plan)).toEqual([
      'journals 2 held.bank_account_of_other_entity BANK N M',
      'bank 2 held.bank_account_of_other_entity BANK N M',
    ]);
    expect(plan.documents).toEqual({ manualJournals: 1, bankTransactions: 0 });
    await books.send(plan.exportId);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('1.6 what was exported before is still taken back where it went', async () => {
    const books = await openBooks(TWO);
    await books.take('transactions', TRANSACTIONS + PAYMENT + FEES);
    await books.post('2026-05-31');
    await books.configure({ ...BRANCH_MOVED, bankAccounts: BANK_MOVED.bankAccounts ?? [] });
    const undo = '4,2026-05-06,L3,PAY,40.00,,,,1\n5,2026-05-06,L1,FEE,-115.00,,,,2\n';
    await books.take('transactions', TRANSACTIONS + undo);
    expect(await books.post('2026-05-31')).toMatchObject({ held: [] });
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['1100 Dr 23.00', '4100 Cr 20.00', '820 Cr 3.00'],
    ]);
  });

  it('1.6 two organisations may use one code: an entry takes its own entity’s bank account', async () => {
    const bankAccounts = [
      { code: 'A-NORTH', entity: 'N', xeroAccount: '090', clearingAccount: '2195' },
      { code: 'BANK', entity: 'M', xeroAccount: '090', clearingAccount: '2190' },
    ];
    const books = await openBooks({ ...TWO, bankAccounts });
    await books.take('journals', ENTRIES);
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toContain('2026-05-07 RECEIVE 2190 50.00 NONE');
  });
});

function heldIn({ held }: Awaited<ReturnType<Books['plan']>>): string[] {
  return held.map(({ code, facts }) =>
    [
      facts.stream,
      facts.rows,
      code,
      facts.branch ?? facts.bankAccount,
      facts.owner,
      facts.entity,
    ].join(' '),
  );
}
