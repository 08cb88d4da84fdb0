import { describe, expect, it } from 'vitest';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { type Books, openBooks } from './books.ts';

const HEAD = 'transaction_id,version,date,account_id,element,amount,bank_account,bank_group\n';

/** A payment of 200.00 that is exported, then a second version of it. */
async function withVersion(books: Books, second: string): Promise<TieOutReport> {
  await books.take('transactions', `${HEAD}1,1,2026-05-04,L1,PAY,-200.00,BANK,\n`);
  await books.post('2026-05-31');
  await books.take('transactions', `${HEAD}1,2,${second}\n`);
  const tieOut = await books.tieOut('2026-05-31');
  expect(tieOut.unexplained).toBe('0.00');
  return tieOut;
}

function figuresOf({ accounts }: TieOutReport): string[] {
  return accounts.map(
    ({ code, ours, xero, classes }) => `${code} ours ${ours}, Xero ${xero}, held ${classes.held}`,
  );
}

describe('4.2 ours counts a row by its newest version, also while its bank part waits', () => {
  it('4.2 changed after its bank transaction was exported', async () => {
    const tieOut = await withVersion(await openBooks(LENDER), '2026-05-04,L1,PAY,-250.00,BANK,');
    expect(figuresOf(tieOut)).toEqual([
      '090 ours 250.00, Xero 200.00, held -50.00',
      '1100 ours -250.00, Xero -200.00, held 50.00',
    ]);
  });

  it('4.2 in profile direct', async () => {
    const books = await openBooks(lenderWith({ settings: { bankPosting: 'direct' } }));
    const tieOut = await withVersion(books, '2026-05-05,L1,PAY,-250.00,BANK,');
    expect(figuresOf(tieOut)).toEqual([
      '090 ours 250.00, Xero 200.00, held -50.00',
      '1100 ours -250.00, Xero -200.00, held 50.00',
    ]);
  });

  it.each([
    ['its bank account', '2026-05-04,L1,PAY,0.00,BANK,'],
    ['no bank account', '2026-05-04,L1,PAY,0.00,,'],
  ])('4.2 withdrawn after its bank transaction was exported, naming %s', async (_, second) => {
    const tieOut = await withVersion(await openBooks(LENDER), second);
    expect(figuresOf(tieOut)).toEqual([
      '090 ours 0.00, Xero 200.00, held 200.00',
      '1100 ours 0.00, Xero -200.00, held -200.00',
    ]);
  });

  it('4.2 changed to a charge that moves no money', async () => {
    const tieOut = await withVersion(await openBooks(LENDER), '2026-05-04,L1,FEE,115.00,,');
    expect(figuresOf(tieOut)).toEqual([
      '090 ours 0.00, Xero 200.00, held 200.00',
      '1100 ours 115.00, Xero -200.00, held -315.00',
      '4100 ours -100.00, Xero 0.00, held 100.00',
      '820 ours -15.00, Xero 0.00, held 15.00',
    ]);
  });

  it('4.2 a ready-made entry whose bank line changed', async () => {
    const books = await openBooks(LENDER);
    const entry = (version: number, amount: string) =>
      'entry_id,version,date,entity,gl_account,amount,branch,narration\n' +
      `E1,${version},2026-05-04,M,090,${amount},,a\nE1,${version},2026-05-04,M,1100,-${amount},EAST,a\n`;
    await books.take('journals', entry(1, '50.00'));
    await books.post('2026-05-31');
    await books.take('journals', entry(2, '70.00'));
    const tieOut = await books.tieOut('2026-05-31');
    expect(tieOut.unexplained).toBe('0.00');
    expect(figuresOf(tieOut)).toEqual([
      '090 ours 70.00, Xero 50.00, held -20.00',
      '1100 ours -70.00, Xero -50.00, held 20.00',
    ]);
  });
});
