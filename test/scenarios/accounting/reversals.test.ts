import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { type Books, openBooks, TRANSACTIONS } from './books.ts';

const PAYMENT = '1,2026-05-07,L1,PAY,-200.00,,BANK,,\n';
const OTHER_CLEARING = lenderWith({
  bankAccounts: [{ code: 'BANK', entity: 'M', xeroAccount: '090', clearingAccount: '2195' }],
});

describe('2.5 a reversal', () => {
  it('2.5 takes clearing, profile and branch as frozen with an original exported earlier', async () => {
    const books = await openBooks(LENDER);
    await take(books, PAYMENT);
    await books.post('2026-05-07');
    await books.configure({
      ...OTHER_CLEARING,
      settings: { ...LENDER.settings, bankPosting: 'direct' },
    });
    await take(books, '2,2026-05-08,L1,PAY,200.00,,BANK,,1\n');
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-08 1100 +200.00 NONE EAST',
      '2026-05-08 2190 -200.00 NONE EAST',
      '2026-05-08 SPEND 2190 200.00 NONE EAST',
    ]);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('2.5 takes the bank account of its original where its own column is blank', async () => {
    const books = await openBooks(LENDER);
    await take(books, `${PAYMENT}2,2026-05-08,L1,PAY,200.00,,,,1\n`);
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-07 1100 -200.00 NONE EAST',
      '2026-05-07 2190 +200.00 NONE EAST',
      '2026-05-08 1100 +200.00 NONE EAST',
      '2026-05-08 2190 -200.00 NONE EAST',
      '2026-05-07 RECEIVE 2190 200.00 NONE EAST',
      '2026-05-08 SPEND 2190 200.00 NONE EAST',
    ]);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([]);
  });

  it('2.5 the same with the original exported earlier', async () => {
    const books = await openBooks(LENDER);
    await take(books, PAYMENT);
    await books.post('2026-05-07');
    await take(books, '2,2026-05-08,L1,PAY,200.00,,,,1\n');
    await books.post('2026-05-31');
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('2.5 never joins the bank document of its original, though it names the same group', async () => {
    const books = await openBooks(LENDER);
    await take(
      books,
      `1,2026-05-07,L1,PAY,-200.00,,BANK,DD7,
2,2026-05-07,L2,PAY,-300.00,,BANK,DD7,
3,2026-05-07,L2,PAY,300.00,,BANK,DD7,2
`,
    );
    const { exportId } = await books.post('2026-05-31');
    const lines = await books.lines(exportId);
    expect(lines.filter((line) => /RECEIVE|SPEND/.test(line))).toEqual([
      '2026-05-07 RECEIVE 2190 500.00 NONE EAST',
      '2026-05-07 SPEND 2190 300.00 NONE EAST',
    ]);
  });

  it('2.5 follows today’s settings where its original lies before the start date', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,2026-03-20,L1,PAY,-200.00,,BANK,,\n2,2026-04-02,L1,PAY,200.00,,BANK,,1\n');
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-04-02 1100 +200.00 NONE EAST',
      '2026-04-02 2190 -200.00 NONE EAST',
      '2026-04-02 SPEND 2190 200.00 NONE EAST',
    ]);
  });

  it('2.5 waits while its original is held, and both go once that is cleared', async () => {
    const books = await openBooks(lenderWith({ settings: { defaultContact: '' } }));
    await take(
      books,
      `1,2026-05-07,L1,PAY,-200.00,,BANK,DD7,
2,2026-05-07,L2,PAY,-300.00,,BANK,DD7,
3,2026-05-08,L2,PAY,300.00,,BANK,,2
`,
    );
    await books.xero.api('POST', '/Contacts', { Contacts: [{ Name: 'Ben', AccountNumber: 'C2' }] });
    const first = await books.plan('2026-05-31');
    expect(heldAtBank(first.held)).toEqual([
      ['held.default_contact_missing', 2],
      ['held.original_waits', 1],
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
    await books.send(first.exportId);
    await books.configure(LENDER);
    await books.post('2026-05-31');
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      '090 Dr 200.00',
      '1100 Cr 200.00',
    ]);
  });

  it('2.5 waits while its original is dated after the cut-off', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,2026-05-20,L1,FEE,115.00,,,,\n2,2026-05-10,L1,FEE,-115.00,,,,1\n');
    const plan = await books.plan('2026-05-15');
    expect(plan).toMatchObject({ exportId: null, transactions: 0 });
    expect(plan.held).toMatchObject([{ code: 'held.original_waits', facts: { rows: 1 } }]);
  });

  it('2.5 of a reversal goes with both before it, in whatever order they came', async () => {
    const books = await openBooks(LENDER);
    await take(
      books,
      `3,2026-05-09,L1,PAY,-200.00,,BANK,,2
2,2026-05-08,L1,PAY,200.00,,BANK,,1
1,2026-05-07,L1,PAY,-200.00,,BANK,,
`,
    );
    expect(await books.post('2026-05-31')).toMatchObject({ transactions: 3, held: [] });
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      '090 Dr 200.00',
      '1100 Cr 200.00',
    ]);
  });

  it('2.5 is refused where it does not mirror its original, or where there is none', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,2026-05-07,L1,FEE,115.00,,,,\n');
    const bad = `2,2026-05-08,L1,FEE,-114.00,,,,1
3,2026-05-08,L1,FEE,-115.00,-14.99,,,1
4,2026-05-08,L2,FEE,-115.00,,,,1
5,2026-05-08,L1,LETTER,-115.00,,,,1
6,2026-05-08,L1,FEE,-115.00,,,,99
7,2026-05-08,L1,FEE,-115.00,,,,1
8,2026-05-08,L1,FEE,-115.00,,,,1
`;
    const problems = await books.refuse('transactions', TRANSACTIONS + bad);
    expect(problems.map((one) => one.split(':')[0]).sort()).toEqual([
      'reversal.already_reversed',
      'reversal.not_mirror',
      'reversal.not_mirror',
      'reversal.not_mirror',
      'reversal.not_mirror',
      'reversal.unknown_original',
    ]);
  });
});

function take(books: Books, rows: string): Promise<void> {
  return books.take('transactions', TRANSACTIONS + rows);
}

function heldAtBank(held: readonly { code: string; facts: Readonly<Record<string, unknown>> }[]) {
  return held.filter((one) => one.facts.stream === 'bank').map((one) => [one.code, one.facts.rows]);
}
