import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { type Books, openBooks, TRANSACTIONS } from './books.ts';

const OF_XERO: Readonly<Record<string, string>> = {
  1100: 'CURRENT',
  2190: 'CURRLIAB',
  4100: 'REVENUE',
  4200: 'REVENUE',
};

/** A chart that holds each GL account once for each branch; the GL accounts alone are not in it. */
const BY_BRANCH = {
  ...lenderWith({
    settings: {
      accountStructure: '[GlAccount]-[Branch]',
      defaultContact: 'BORROWERS',
      trackingA: { basis: 'none' },
    },
  }),
  glAccounts: [
    ...LENDER.glAccounts.map((one) => ({ ...one, xeroType: one.code === '090' ? 'BANK' : '' })),
    ...Object.entries(OF_XERO).flatMap(([code, xeroType]) =>
      ['EAST', 'WEST'].map((branch) => ({ code: `${code}-${branch}`, xeroType })),
    ),
  ],
};

const ROWS = `1,2026-05-04,L1,FEE,115.00,,,,
2,2026-05-04,L3,FEE,230.00,,,,
3,2026-05-05,L1,PAY,-40.00,,BANK,DD5,
4,2026-05-05,L3,PAY,-60.00,,BANK,DD5,
5,2026-05-06,L1,IMPGST,150.00,,,,
`;

const ENTRY = `entry_id,date,entity,gl_account,amount,branch,gst_code
E1,2026-05-07,M,090,57.50,WEST,
E1,2026-05-07,M,4100,-57.50,WEST,OUT
`;

describe('the account structure [GlAccount]-[Branch], from files to tie-out', () => {
  it('composes the codes of ordinary accounts, and leaves bank and GST account as they are', async () => {
    const books = await openBooks(BY_BRANCH);
    await books.take('transactions', TRANSACTIONS + ROWS);
    await books.take('journals', ENTRY);
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-04 1100-EAST +115.00 NONE',
      '2026-05-04 4100-EAST -115.00 OUTPUT2',
      '2026-05-04 1100-WEST +230.00 NONE',
      '2026-05-04 4100-WEST -230.00 OUTPUT2',
      '2026-05-05 1100-EAST -40.00 NONE',
      '2026-05-05 2190-EAST +40.00 NONE',
      '2026-05-05 1100-WEST -60.00 NONE',
      '2026-05-05 2190-WEST +60.00 NONE',
      '2026-05-06 1100-EAST +150.00 NONE',
      '2026-05-06 820 -150.00 GSTONIMPORTS',
      '2026-05-07 2190-WEST +57.50 NONE',
      '2026-05-07 4100-WEST -57.50 OUTPUT2',
      '2026-05-05 RECEIVE 2190-EAST 40.00 NONE',
      '2026-05-05 RECEIVE 2190-WEST 60.00 NONE',
      '2026-05-07 RECEIVE 2190-WEST 57.50 NONE',
    ]);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      '090 Dr 157.50',
      '1100-EAST Dr 225.00',
      '1100-WEST Dr 170.00',
      '4100-EAST Cr 100.00',
      '4100-WEST Cr 250.00',
      '820 Cr 202.50',
    ]);
    const { accounts, unexplained } = await books.tieOut('2026-05-31');
    expect(accounts.map((one) => one.difference)).toEqual(accounts.map(() => '0.00'));
    expect(unexplained).toBe('0.00');
  });

  it('knows a shared account and an owned one behind their composed codes', async () => {
    const others = BY_BRANCH.glAccounts.filter(({ code }) => code !== '4100');
    const sharing = { ...BY_BRANCH, glAccounts: [...others, { code: '4100', shared: true }] };
    const books = await openBooks(sharing);
    await books.take('transactions', TRANSACTIONS + ROWS.split('\n')[0]);
    await books.post('2026-05-31');
    await invoice(books, '4100-WEST');
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
    await invoice(books, '2190-WEST');
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '50.00' });
    await books.configure({ ...sharing, settings: { accountStructure: '' } });
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '50.00' });
  });

  it('lists a composed clearing account with a balance', async () => {
    const books = await openBooks(BY_BRANCH);
    await books.take('transactions', TRANSACTIONS + ROWS);
    await books.post('2026-05-31', { streams: ['journals'] });
    await books.configure({ ...BY_BRANCH, settings: { streams: ['journals'] } });
    expect((await books.tieOut('2026-05-31')).clearing).toMatchObject([
      { code: '2190-EAST', balance: '40.00' },
      { code: '2190-WEST', balance: '60.00' },
    ]);
  });
});

async function invoice({ xero }: Books, accountCode: string): Promise<void> {
  await xero.inBooks('POST', '/invoices', {
    ...{ contactName: 'Ann', date: '2026-05-12', lineAmountTypes: 'Inclusive' },
    lines: [{ accountCode, amount: '50.00', taxType: 'NONE' }],
  });
}
