import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { type Books, openBooks, TRANSACTIONS } from './books.ts';

const PAYMENT = '1,2026-05-07,L1,PAY,-200.00,,BANK,,\n';
const DIRECT = lenderWith({ settings: { bankPosting: 'direct' } });

describe('3.1 streams', () => {
  it('3.1 each stream is exported once, together or apart', async () => {
    const books = await openBooks(LENDER);
    await take(books, PAYMENT);
    const journals = await books.post('2026-05-31', { streams: ['journals'] });
    expect(await books.lines(journals.exportId)).toHaveLength(2);
    expect(await books.plan('2026-05-31', { streams: ['journals'] })).toMatchObject({
      exportId: null,
    });
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['1100 Cr 200.00', '2190 Dr 200.00'],
    ]);
    const bank = await books.post('2026-05-31');
    expect(await books.lines(bank.exportId)).toEqual(['2026-05-07 RECEIVE 2190 200.00 NONE EAST']);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['090 Dr 200.00', '1100 Cr 200.00'],
    ]);
  });

  it.each([
    ['journals', 'bank'],
    ['bank', 'journals'],
  ] as const)('2.2 directly, with %s first: the money moves once', async (first, second) => {
    const books = await openBooks(DIRECT);
    await take(books, PAYMENT);
    for (const stream of [first, second]) {
      const { exportId } = await books.plan('2026-05-31', { streams: [stream] });
      await books.send(exportId);
    }
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['090 Dr 200.00', '1100 Cr 200.00'],
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
    expect(await books.plan('2026-05-31')).toMatchObject({ exportId: null });
  });

  it.each([
    [LENDER, DIRECT],
    [DIRECT, LENDER],
  ])('3.1 the profile is fixed when the first part goes', async (before, after) => {
    const books = await openBooks(before);
    await take(books, PAYMENT);
    await books.send((await books.plan('2026-05-31', { streams: ['journals'] })).exportId);
    await books.configure(after);
    await books.post('2026-05-31');
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      ...['090 Dr 200.00', '1100 Cr 200.00'],
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('3.1 a stream that is not used is not ours', async () => {
    const books = await openBooks(lenderWith({ settings: { streams: ['journals'] } }));
    await take(books, PAYMENT);
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toHaveLength(2);
    const { accounts, unexplained } = await books.tieOut('2026-05-31');
    expect(accounts.map((one) => [one.code, one.ours])).toEqual([
      ['1100', '-200.00'],
      ['2190', '200.00'],
    ]);
    expect(unexplained).toBe('0.00');
  });

  it('2.3 the tie-out lists a clearing account with a balance, by age and by what makes it', async () => {
    const books = await openBooks(LENDER);
    await take(books, PAYMENT);
    await books.post('2026-05-31', { streams: ['journals'] });
    await books.configure(lenderWith({ settings: { streams: ['journals'] } }));
    expect((await books.tieOut('2026-05-31')).clearing).toEqual([
      {
        code: '2190',
        balance: '200.00',
        items: [
          { date: '2026-05-07', ageDays: 24, amount: '200.00', of: ['journal 20260531.001/1'] },
        ],
      },
    ]);
  });
});

describe('3.5 bank groups over time', () => {
  it('3.5 a row for a group that has a live document is held', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,2026-05-07,L1,PAY,-200.00,,BANK,DD7,\n');
    await books.post('2026-05-31');
    await take(books, '2,2026-05-07,L2,PAY,-300.00,,BANK,DD7,\n');
    const plan = await books.plan('2026-05-31');
    expect(plan.held).toMatchObject([{ code: 'held.bank_group_lives', facts: { stream: 'bank' } }]);
  });

  it('3.5 a group that netted to nil has no document, so a later row of its name goes', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,2026-05-07,L1,PAY,-10.00,,BANK,DD7,\n');
    await take(books, '2,2026-05-07,L1,PAY,10.00,,BANK,DD7,\n');
    await books.post('2026-05-31');
    await take(books, '3,2026-05-07,L1,PAY,-10.00,,BANK,DD7,\n');
    const { held, documents } = await books.post('2026-05-31');
    expect([held, documents.bankTransactions]).toEqual([[], 1]);
  });

  it('3.5 with grouping off, and after a reversal alone, a group has no document', async () => {
    const bankAccounts = [{ code: 'BANK', entity: 'M', groupTransactions: false }];
    const books = await openBooks(lenderWith({ bankAccounts }));
    await take(books, '1,2026-05-07,L1,PAY,-200.00,,BANK,DD7,\n');
    await books.post('2026-05-31');
    await take(books, '2,2026-05-07,L2,PAY,-300.00,,BANK,DD7,\n');
    expect(await books.post('2026-05-31')).toMatchObject({ held: [] });
    await books.configure(
      lenderWith({
        bankAccounts: [{ ...bankAccounts[0], code: 'BANK', entity: 'M', groupTransactions: true }],
      }),
    );
    await take(books, '3,2026-05-08,L1,PAY,200.00,,BANK,DD8,1\n');
    await books.post('2026-05-31');
    await take(books, '4,2026-05-08,L2,PAY,-50.00,,BANK,DD8,\n');
    expect(await books.post('2026-05-31')).toMatchObject({ held: [] });
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });
});

describe('3.9 export ids', () => {
  it('3.9 a preview shows the next number without taking it; numbers count per prefix', async () => {
    const books = await openBooks(LENDER);
    await take(books, PAYMENT);
    expect(await books.preview('2026-05-31')).toMatchObject({ exportId: '20260531.001' });
    expect(await books.preview('2026-05-31')).toMatchObject({ exportId: '20260531.001' });
    expect(await books.plan('2026-05-31')).toMatchObject({ exportId: '20260531.001' });
    await take(books, '2,2026-05-08,L1,PAY,-1.00,,BANK,,\n');
    expect(await books.plan('2026-05-31')).toMatchObject({ exportId: '20260531.002' });
    await take(books, '3,2026-05-08,L1,PAY,-1.00,,BANK,,\n');
    expect(await books.plan('2026-06-30')).toMatchObject({ exportId: '20260630.001' });
  });
});

function take(books: Books, rows: string): Promise<void> {
  return books.take('transactions', TRANSACTIONS + rows);
}
