import { describe, expect, it } from 'vitest';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { openDesk } from '../cli/tieout.ts';
import { type Books, openBooks } from './books.ts';

const HEAD = 'transaction_id,version,date,account_id,element,amount,bank_account\n';
const ENTRY_HEAD = 'entry_id,version,date,entity,gl_account,amount\n';

describe('4.2 at a day before the newest version of a row', () => {
  it('4.2 what an earlier version posted is no more ours, and waits to be taken back', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,\n');
    await books.post('2026-05-31');
    await take(books, '1,2,2026-06-10,L1,FEE,115.00,\n');
    const before = await books.tieOut('2026-05-31');
    expect(figuresOf(before, 'notYetExported')).toEqual([
      '1100 ours 0.00, Xero 115.00, notYetExported 115.00',
      '4100 ours 0.00, Xero -100.00, notYetExported -100.00',
      '820 ours 0.00, Xero -15.00, notYetExported -15.00',
    ]);
    expect(before.unexplained).toBe('0.00');
    expect(await books.plan('2026-05-31')).toMatchObject({ exportId: null, held: [] });
    await books.post('2026-06-30');
    expect((await books.tieOut('2026-05-31')).accounts).toEqual([]);
    expect(await books.tieOut('2026-06-30')).toMatchObject({ unexplained: '0.00' });
  });

  it('4.2 nor is what it left at the bank, which is held, whichever streams went', async () => {
    for (const streams of [['journals', 'bank'], ['bank']] as const) {
      const books = await openBooks(LENDER);
      await take(books, '1,1,2026-05-04,L1,PAY,-200.00,BANK\n');
      await books.post('2026-05-31', { streams });
      await take(books, '1,2,2026-06-10,L1,PAY,-250.00,BANK\n');
      const tieOut = await books.tieOut('2026-05-31');
      expect(figuresOf(tieOut, 'held')[0]).toBe('090 ours 0.00, Xero 200.00, held 200.00');
      expect(tieOut.accounts.map((one) => one.ours)).toEqual(tieOut.accounts.map(() => '0.00'));
      expect(tieOut.unexplained).toBe('0.00');
    }
  });

  it('4.2 withdrawn after its bank part alone was exported, it is no more ours either', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,PAY,-200.00,BANK\n');
    await books.post('2026-05-31', { streams: ['bank'] });
    await take(books, '1,2,2026-05-04,L1,PAY,0.00,\n');
    expect(figuresOf(await books.tieOut('2026-05-31'), 'held')).toEqual([
      '090 ours 0.00, Xero 200.00, held 200.00',
      '2190 ours 0.00, Xero -200.00, held -200.00',
    ]);
  });

  it('4.2 an entry alike', async () => {
    const books = await openBooks(LENDER);
    const entry = (version: number, date: string) =>
      ['090,50.00', '4200,-50.00'].map((line) => `E1,${version},${date},M,${line}\n`).join('');
    await books.take('journals', ENTRY_HEAD + entry(1, '2026-05-04'));
    await books.post('2026-05-31');
    await books.take('journals', ENTRY_HEAD + entry(2, '2026-06-10'));
    const tieOut = await books.tieOut('2026-05-31');
    expect(figuresOf(tieOut, 'held')).toEqual([
      '090 ours 0.00, Xero 50.00, held 50.00',
      '4200 ours 0.00, Xero -50.00, held -50.00',
    ]);
    expect(tieOut.unexplained).toBe('0.00');
  });

  it('4.2 before the row’s earlier version nothing of it counts, nor is anything taken back', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-20,L1,FEE,115.00,\n2,1,2026-05-20,L1,PAY,-40.00,BANK\n');
    await books.post('2026-05-31');
    await take(books, '1,2,2026-05-04,L1,FEE,230.00,\n2,2,2026-05-04,L1,PAY,-40.00,BANK\n');
    const tieOut = await books.tieOut('2026-05-10');
    expect(tieOut.accounts.find((one) => one.code === '1100')).toMatchObject({
      ...{ ours: '190.00', xero: '0.00', unexplained: '0.00' },
    });
    expect(tieOut.unexplained).toBe('0.00');
  });
});

describe('1.4 at a day before the start', () => {
  const opening = [{ glAccount: '1100', amount: '1000.00' }];
  const started = lenderWith({
    entities: [{ code: 'M', startDate: '2026-05-01', openingBalances: opening }],
  });

  it('1.4 the opening balances are those of the day before; earlier there is nothing to tie out', async () => {
    const desk = openDesk();
    const file = desk.write('lender.json', JSON.stringify(started));
    await desk.json('config', 'apply', '--mode', 'test', file);
    const tieOut = (date: string) =>
      desk.json('tie-out', '--mode', 'test', '--entity', 'M', '--date', date);
    expect(await tieOut('2026-04-30')).toMatchObject({
      exitCode: 0,
      accounts: [{ code: '1100', ours: '1000.00', classes: { openingBalance: '-1000.00' } }],
    });
    expect(await tieOut('2026-04-29')).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'tie_out.before_start', facts: { first: '2026-04-30' } }],
    });
  });

  it('1.4 opening balances of an unknown day are a problem, and do not vanish', async () => {
    const desk = openDesk();
    const entities = [{ code: 'M', startDate: '', openingBalances: opening }];
    const file = desk.write('lender.json', JSON.stringify(lenderWith({ entities })));
    await desk.json('config', 'apply', '--mode', 'test', file);
    const asked = ['tie-out', '--mode', 'test', '--entity', 'M', '--date', '2026-05-31'];
    expect(await desk.json(...asked)).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'entity.start_date_missing', facts: { entity: 'M' } }],
    });
  });

  it('1.4 the balances of an entity that starts later do not count before', async () => {
    const later = { code: 'N', startDate: '2026-07-01', openingBalances: opening };
    const books = await openBooks(lenderWith({ entities: [later] }));
    expect((await books.tieOut('2026-05-31')).accounts).toEqual([]);
    expect((await books.tieOut('2026-06-30')).accounts).toMatchObject([{ ours: '1000.00' }]);
  });
});

function take(books: Books, rows: string): Promise<void> {
  return books.take('transactions', HEAD + rows);
}

function figuresOf({ accounts }: TieOutReport, name: 'notYetExported' | 'held'): string[] {
  return accounts.map(
    ({ code, ours, xero, classes }) =>
      `${code} ours ${ours}, Xero ${xero}, ${name} ${classes[name]}`,
  );
}
