import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { openDesk } from '../cli/tieout.ts';
import { type Books, LOAN_ACCOUNTS, openBooks } from './books.ts';

const HEAD = 'transaction_id,version,date,account_id,element,amount,currency\n';
const row = (amount: string, currency: string, version = 1) =>
  `${HEAD}1,${version},2026-05-04,L1,FEE,${amount},${currency}\n`;

describe('1.6 currency', () => {
  it('1.6 a file wholly in another currency than the known books is refused, row by row', async () => {
    const books = await openBooks(LENDER);
    expect(await books.refuse('transactions', row('115.00', 'USD'))).toEqual([
      'currency.not_base: Line 2: the currency is USD, and the books are kept in NZD.',
    ]);
  });

  it('1.6 the books of the twin are in the currency of its country unless it is stated', async () => {
    const testOrganisation = { seed: 'empty', name: 'Lender', country: 'AU' } as const;
    const gstCodes = [{ code: 'OUT', taxType: 'OUTPUT' }];
    const books = await openBooks({ ...lenderWith({ gstCodes }), testOrganisation });
    expect((await books.refuse('transactions', row('115.00', 'NZD')))[0]).toContain('kept in AUD');
    await books.take('transactions', row('115.00', 'AUD'));
  });

  it('1.6 taken in before the books were known, it stops plan and tie-out until it is withdrawn', async () => {
    const desk = openDesk();
    const take = (name: string, text: string, kind = 'transactions') =>
      desk.json('import', kind, desk.write(name, text));
    const plan = () =>
      desk.json('export', 'plan', '--mode', 'test', '--entity', 'M', '--up-to', '2026-05-31');
    const tieOut = () =>
      desk.json('tie-out', '--mode', 'test', '--entity', 'M', '--date', '2026-05-31');
    const configuration = desk.write('lender.json', JSON.stringify(LENDER));
    await desk.json('config', 'apply', '--mode', 'test', configuration);
    await take('accounts.csv', LOAN_ACCOUNTS, 'accounts');
    expect(await take('usd.csv', row('115.00', 'USD'))).toMatchObject({ exitCode: 0, accepted: 1 });
    const wrong = {
      exitCode: 1,
      problems: [{ code: 'currency.other_than_books', facts: { fileName: 'usd.csv', rows: 1 } }],
    };
    expect(await plan()).toMatchObject(wrong);
    expect(await tieOut()).toMatchObject(wrong);
    expect(await desk.json('export', 'list', '--mode', 'test')).toMatchObject({ batches: [] });
    await take('withdrawn.csv', row('0.00', 'USD', 2));
    expect(await plan()).toMatchObject({ exitCode: 0, exportId: null, problems: [] });
    expect(await tieOut()).toMatchObject({ exitCode: 0, unexplained: '0.00' });
  });

  it('1.6 in production the last batch tells in which currency the books are kept', async () => {
    const books = await openBooks(LENDER);
    await books.take('transactions', row('115.00', ''));
    await books.plan('2026-05-31');
    await asProduction(books);
    const second = row('230.00', 'USD').replace('\n1,', '\n2,');
    const refused = await books.refuse('transactions', second, 'production');
    expect(refused[0]).toMatch(/^currency\.not_base: .*USD.*NZD/s);
  });

  it('1.6 a known row that comes again in another currency is other content', async () => {
    const books = await openBooks(LENDER);
    await books.take('transactions', row('115.00', ''));
    await books.take('transactions', row('115.00', 'NZD'));
    expect(await books.refuse('transactions', row('115.00', 'USD'), 'production')).toEqual([
      expect.stringMatching(/^transaction\.other_content: .*with currency blank, not USD/),
    ]);
  });

  it('1.6 a file has one currency', async () => {
    const books = await openBooks(LENDER);
    const mixed = `${row('115.00', 'USD')}2,1,2026-05-04,L1,FEE,115.00,AUD\n`;
    expect(await books.refuse('transactions', mixed, 'production')).toEqual([
      'currency.not_base: Line 3: the currency is AUD, and the books are kept in USD.',
    ]);
  });
});

/** Lets what was planned count as planned for a real organisation. */
async function asProduction({ app }: Books): Promise<void> {
  await app.store.transact(app.act(), async (tx, audit) => {
    await tx.updateTable('batch').set({ mode: 'production' }).execute();
    await audit('test.mode', 'batch');
  });
}
