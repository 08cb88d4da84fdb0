import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { type Books, openBooks } from './books.ts';

const HEAD = 'transaction_id,version,date,account_id,element,amount,bank_account,reversal_of\n';
const ENTRY_HEAD = 'entry_id,version,date,entity,gl_account,amount,branch\n';

/** Other accounts and another tracking category than before. */
const CHANGED = lenderWith({
  settings: {
    ...LENDER.settings,
    accountStructure: '[GlAccount]-[Entity]',
    trackingA: { basis: 'department', name: 'Department' },
  },
  glAccounts: [
    ...['1100-M', '2190-M', '6100-M'].map((code) => ({ code, xeroType: 'CURRENT' })),
    ...['4100-M', '4200-M'].map((code) => ({ code, xeroType: 'REVENUE' })),
  ],
});

const UNTRACKED = lenderWith({
  settings: { ...LENDER.settings, trackingA: { basis: 'none', name: '' } },
});

describe('what was posted is taken back where it went', () => {
  it('1.3 by a newer version, whatever account structure and tracking are by now', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,,\n');
    await books.post('2026-05-31');
    await books.configure(CHANGED);
    await take(books, '1,2,2026-05-06,L1,FEE,230.00,,\n');
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-04 1100 -115.00 NONE EAST',
      '2026-05-04 4100 +115.00 OUTPUT2 EAST',
      '2026-05-06 1100-M +230.00 NONE LOANS',
      '2026-05-06 4100-M -230.00 OUTPUT2 LOANS',
    ]);
    expect(await categoriesIn(books)).toEqual([
      ...['1100 Branch', '1100 Branch', '1100-M Department'],
      ...['4100 Branch', '4100 Branch', '4100-M Department'],
    ]);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['1100-M Dr 230.00', '4100-M Cr 200.00', '820 Cr 30.00'],
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('1.3 with the option that it had, although no tracking is used any more', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,,\n');
    await books.post('2026-05-31');
    await books.configure(UNTRACKED);
    await take(books, '1,2,2026-05-06,L1,FEE,0.00,,\n');
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-04 1100 -115.00 NONE EAST',
      '2026-05-04 4100 +115.00 OUTPUT2 EAST',
    ]);
  });

  it('2.5 by a reversal', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,PAY,-40.00,BANK,\n');
    await books.post('2026-05-31');
    await books.configure(CHANGED);
    await take(books, '2,1,2026-05-06,L1,PAY,40.00,,1\n');
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-06 1100 +40.00 NONE EAST',
      '2026-05-06 2190 -40.00 NONE EAST',
      '2026-05-06 SPEND 2190 40.00 NONE EAST',
    ]);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([]);
  });

  it('1.3 of an entry', async () => {
    const books = await openBooks(LENDER);
    const entry = (version: number) =>
      `E1,${version},2026-05-04,M,6100,50.00,EAST\nE1,${version},2026-05-04,M,4200,-50.00,EAST\n`;
    await books.take('journals', ENTRY_HEAD + entry(1));
    await books.post('2026-05-31');
    await books.configure(CHANGED);
    await books.take('journals', ENTRY_HEAD + entry(2).replaceAll('50.00', '70.00'));
    const { exportId } = await books.post('2026-05-31');
    expect((await books.lines(exportId)).slice(0, 2)).toEqual([
      '2026-05-04 6100 -50.00 NONE EAST',
      '2026-05-04 4200 +50.00 NONE EAST',
    ]);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['4200-M Cr 70.00', '6100-M Dr 70.00'],
    ]);
  });

  it('2.3 clearing is the same account in both streams, although the structure changed between', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,PAY,-40.00,BANK,\n');
    await books.post('2026-05-31', { streams: ['journals'] });
    await take(books, '2,1,2026-05-04,L1,PAY,-60.00,BANK,\n');
    await books.post('2026-05-31', { streams: ['bank'] });
    await take(books, '3,1,2026-05-04,L1,PAY,-5.00,BANK,\n');
    await books.post('2026-05-31', { streams: ['bank'] });
    await books.configure(CHANGED);
    await books.post('2026-05-31');
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['090 Dr 105.00', '1100 Cr 40.00', '1100-M Cr 65.00'],
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });
});

function take(books: Books, rows: string): Promise<void> {
  return books.take('transactions', HEAD + rows);
}

interface Journal {
  readonly JournalLines: readonly {
    readonly AccountCode: string;
    readonly Tracking: readonly { readonly Name: string }[];
  }[];
}

/** The tracking categories of all journal lines in Xero, by account. */
async function categoriesIn({ xero }: Books): Promise<string[]> {
  const journals = await xero.list<Journal>('ManualJournals');
  return journals
    .flatMap((one) => one.JournalLines)
    .map(({ AccountCode, Tracking }) => [AccountCode, ...Tracking.map((one) => one.Name)].join(' '))
    .sort();
}
