import { describe, expect, it } from 'vitest';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { type Books, openBooks, TRANSACTIONS } from './books.ts';

const FEE = '1,2026-05-04,L1,FEE,115.00,,,,\n';
const PAYMENT = '2,2026-05-05,L1,PAY,-40.00,,BANK,,\n';

describe('4.2 to 4.4 both sides', () => {
  it('4.2 ours counts all rows up to the date, exported or not, net of GST', async () => {
    const books = await openBooks(LENDER);
    await take(books, `${FEE}3,2026-05-20,L1,FEE,230.00,,,,\n4,2026-06-01,L1,FEE,1.00,,,,\n`);
    await books.post('2026-05-10');
    const tieOut = await books.tieOut('2026-05-31');
    expect(figuresOf(tieOut, 'notYetExported')).toEqual([
      '1100 345.00 115.00 -230.00',
      '4100 -300.00 -100.00 200.00',
      '820 -45.00 -15.00 30.00',
    ]);
    expect(tieOut.unexplained).toBe('0.00');
  });

  it('4.3 income before the financial year counts on retained earnings', async () => {
    const books = await openBooks(
      lenderWith({ entities: [{ code: 'M', startDate: '2026-03-01' }] }),
    );
    await take(books, '1,2026-03-20,L1,FEE,115.00,,,,\n2,2026-04-20,L1,FEE,230.00,,,,\n');
    await books.post('2026-05-31');
    const figures = ['1100 345.00 345.00', '4100 -200.00 -200.00', '820 -45.00 -45.00'];
    const tieOut = await books.tieOut('2026-05-31');
    expect(figuresOf(tieOut)).toEqual([...figures, '960 -100.00 -100.00']);
    expect(tieOut.unexplained).toBe('0.00');
  });

  it('4.4 an invoice on the control account is unexplained, no class takes it', async () => {
    const books = await openBooks(LENDER);
    await take(books, FEE);
    await books.post('2026-05-31');
    await invoice(books, '1100', '50.00');
    const tieOut = await books.tieOut('2026-05-31');
    expect(tieOut.unexplained).toBe('50.00');
    expect(tieOut.accounts.find((one) => one.code === '1100')).toMatchObject({
      ...{ ours: '115.00', xero: '65.00', difference: '-50.00', unexplained: '-50.00' },
    });
  });

  it('4.4 also on an owned account that no row has touched yet', async () => {
    const books = await openBooks(LENDER);
    await take(books, FEE);
    await books.post('2026-05-31');
    await invoice(books, '2190', '50.00');
    expect((await books.tieOut('2026-05-31')).unexplained).toBe('50.00');
  });

  it('4.4 on a shared account the rest is others, neither explained nor unexplained', async () => {
    const books = await openBooks(LENDER);
    await take(books, FEE + PAYMENT);
    await books.post('2026-05-31');
    await invoice(books, '200', '115.00', 'OUTPUT2');
    const tieOut = await books.tieOut('2026-05-31');
    expect(tieOut.accounts.find((one) => one.code === '820')).toMatchObject({
      ...{ ours: '-15.00', xero: '-30.00', others: '-15.00', unexplained: '0.00' },
    });
    expect(tieOut.unexplained).toBe('0.00');
  });
});

describe('4.5 classes', () => {
  it('4.5 held and excluded rows are named, and explain the difference', async () => {
    const books = await openBooks(LENDER);
    await books.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-05-10' });
    await take(books, `${FEE}3,2026-05-20,L1,MEMO,10.00,,,,\n`);
    expect(await books.plan('2026-05-31')).toMatchObject({ exportId: null, excluded: 1 });
    const tieOut = await books.tieOut('2026-05-31');
    expect(figuresOf(tieOut, 'held')).toEqual([
      '1100 125.00 0.00 -115.00',
      '4100 -110.00 0.00 100.00',
      '820 -15.00 0.00 15.00',
    ]);
    expect(figuresOf(tieOut, 'excluded').map((line) => line.split(' ')[3])).toEqual([
      ...['-10.00', '10.00', '0.00'],
    ]);
    expect(tieOut.unexplained).toBe('0.00');
  });

  it('4.5 a row moved to the first open day is timing until then', async () => {
    const books = await openBooks(lenderWith({ settings: { lockDatePolicy: 'firstOpenDay' } }));
    await books.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-05-10' });
    await take(books, FEE);
    const { exportId } = await books.post('2026-05-31');
    expect((await books.lines(exportId))[0]).toBe('2026-05-11 1100 +115.00 NONE EAST');
    const before = await books.tieOut('2026-05-10');
    expect(figuresOf(before, 'timing')[0]).toBe('1100 115.00 0.00 -115.00');
    const after = await books.tieOut('2026-05-11');
    expect(figuresOf(after)[0]).toBe('1100 115.00 115.00');
    expect([before.unexplained, after.unexplained]).toEqual(['0.00', '0.00']);
  });

  it('3.7 a draft is confirmed, a class of its own, and no drift once it is approved', async () => {
    const books = await openBooks(lenderWith({ settings: { journalStatus: 'draft' } }));
    await take(books, FEE);
    await books.post('2026-05-31');
    const draft = await books.tieOut('2026-05-31');
    expect(figuresOf(draft, 'draft')[0]).toBe('1100 115.00 0.00 -115.00');
    expect(draft.unexplained).toBe('0.00');
    await editJournal(books, { Status: 'POSTED' });
    const approved = await books.tieOut('2026-05-31');
    expect(figuresOf(approved, 'editedInXero')).toEqual([
      '1100 115.00 115.00 0.00',
      '4100 -100.00 -100.00 0.00',
      '820 -15.00 -15.00 0.00',
    ]);
  });

  it('4.5 a journal of ours that was voided, or whose lines were changed, is edited in Xero', async () => {
    const books = await openBooks(LENDER);
    await take(books, FEE);
    await books.post('2026-05-31');
    await editJournal(books, { Status: 'VOIDED' });
    const voided = await books.tieOut('2026-05-31');
    expect(figuresOf(voided, 'editedInXero')[0]).toBe('1100 115.00 0.00 -115.00');
    expect(voided.unexplained).toBe('0.00');
  });

  it('4.5 a journal by hand on an owned account is a foreign document', async () => {
    const books = await openBooks(LENDER);
    await take(books, FEE);
    await books.post('2026-05-31');
    await journalByHand(books, '2026-05-20');
    const tieOut = await books.tieOut('2026-05-31');
    expect(figuresOf(tieOut, 'foreignDocument').slice(0, 2)).toEqual([
      '1100 115.00 122.00 7.00',
      '200 0.00 -7.00 0.00',
    ]);
    expect(tieOut.unexplained).toBe('0.00');
    expect((await books.tieOut('2026-05-19')).accounts[0]).toMatchObject({ difference: '0.00' });
  });

  it('3.6 GST rounding stands on the line’s account and, opposite, on the GST account', async () => {
    const books = await openBooks(LENDER);
    await take(books, [1, 2, 3].map((id) => `${id},2026-05-04,L1,FEE,14.60,,,,\n`).join(''));
    expect(await books.post('2026-05-31')).toMatchObject({ gst: '5.70', gstXero: '5.71' });
    const tieOut = await books.tieOut('2026-05-31');
    expect(figuresOf(tieOut, 'gstRounding')).toEqual([
      '1100 43.80 43.80 0.00',
      '4100 -38.10 -38.09 0.01',
      '820 -5.70 -5.71 -0.01',
    ]);
    expect(tieOut.unexplained).toBe('0.00');
  });

  it('4.5 whatever happens, difference = others + classes + unexplained on every account', async () => {
    const books = await openBooks(LENDER);
    await take(
      books,
      `${FEE}${PAYMENT}3,2026-05-20,L1,MEMO,10.00,,,,\n4,2026-05-30,L1,INT,9.00,,,,\n`,
    );
    await books.post('2026-05-20');
    await invoice(books, '1100', '50.00');
    await journalByHand(books, '2026-05-20');
    for (const { difference, others, classes, unexplained, ours, xero } of (
      await books.tieOut('2026-05-25')
    ).accounts) {
      const parts = [others, unexplained, ...Object.values(classes)].map(centsOf);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(centsOf(difference));
      expect(centsOf(xero) - centsOf(ours)).toBe(centsOf(difference));
    }
  });
});

describe('1.4 start and opening balances', () => {
  const opening = (amount: string) =>
    lenderWith({
      entities: [
        {
          ...{ code: 'M', startDate: '2026-05-01' },
          openingBalances: [{ glAccount: '1100', amount }],
        },
      ],
    });

  it('1.4 the class opening balance is Xero’s of the day before, minus the sub-ledger’s', async () => {
    const books = await openBooks(opening('1000.00'));
    await journalByHand(books, '2026-04-20', 1000);
    await take(books, FEE);
    await books.post('2026-05-31');
    const tieOut = await books.tieOut('2026-05-31');
    expect(figuresOf(tieOut)).toContain('1100 1115.00 1115.00');
    expect(tieOut.unexplained).toBe('0.00');
    await books.configure(opening('900.00'));
    const off = await books.tieOut('2026-05-31');
    expect(figuresOf(off, 'openingBalance')[0]).toBe('1100 1015.00 1115.00 100.00');
    expect(off.unexplained).toBe('0.00');
  });

  it('1.4 a row before the start is history; one that was entered later is exported', async () => {
    const books = await openBooks(opening('0.00'));
    const head = 'transaction_id,date,account_id,element,amount,entered_at\n';
    const rows = `1,2026-04-20,L1,FEE,115.00,2026-04-21
2,2026-04-20,L1,FEE,23.00,2026-05-02
3,2026-04-20,L1,FEE,46.00,
`;
    await books.take('transactions', head + rows);
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-04-20 1100 +23.00 NONE EAST',
      '2026-04-20 4100 -23.00 OUTPUT2 EAST',
    ]);
    const tieOut = await books.tieOut('2026-05-31');
    expect(figuresOf(tieOut)[0]).toBe('1100 23.00 23.00');
    expect(tieOut.unexplained).toBe('0.00');
  });

  it('1.4 a late row follows the lock date policy', async () => {
    const configuration = opening('0.00');
    const settings = { ...configuration.settings, lockDatePolicy: 'firstOpenDay' as const };
    const books = await openBooks({ ...configuration, settings });
    await books.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-04-30' });
    const head = 'transaction_id,date,account_id,element,amount,entered_at\n';
    await books.take('transactions', `${head}2,2026-04-20,L1,FEE,23.00,2026-05-02\n`);
    const { exportId } = await books.post('2026-05-31');
    expect((await books.lines(exportId))[0]).toBe('2026-05-01 1100 +23.00 NONE EAST');
  });
});

function take(books: Books, rows: string): Promise<void> {
  return books.take('transactions', TRANSACTIONS + rows);
}

/** `1100 345.00 115.00`: account, ours, Xero's, and a class where one is asked for. */
function figuresOf(
  { accounts }: TieOutReport,
  name?: keyof TieOutReport['accounts'][number]['classes'],
): string[] {
  return accounts.map(({ code, ours, xero, classes }) =>
    [code, ours, xero, ...(name === undefined ? [] : [classes[name]])].join(' '),
  );
}

function centsOf(amount: string): number {
  return Number(amount.replace('.', ''));
}

async function invoice(books: Books, accountCode: string, amount: string, taxType = 'NONE') {
  await books.xero.inBooks('POST', '/invoices', {
    ...{ contactName: 'Ann', date: '2026-05-12', lineAmountTypes: 'Inclusive' },
    lines: [{ accountCode, amount, taxType }],
  });
}

async function journalByHand(books: Books, date: string, amount = 7): Promise<void> {
  await books.xero.inBooks('POST', '/manual-journals', {
    ...{ Narration: 'By hand', Date: date, Status: 'POSTED', LineAmountTypes: 'NoTax' },
    JournalLines: [
      { LineAmount: amount, AccountCode: '1100' },
      { LineAmount: -amount, AccountCode: '200' },
    ],
  });
}

async function editJournal(books: Books, changes: object): Promise<void> {
  const [journal] = await books.xero.list<{ ManualJournalID: string }>('ManualJournals');
  await books.xero.inBooks('POST', `/manual-journals/${journal?.ManualJournalID}`, changes);
}
