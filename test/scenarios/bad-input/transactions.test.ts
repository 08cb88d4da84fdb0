import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { ACCOUNTS, configure, runImport } from '../../imports.ts';
import { ACT, newStore } from '../../stores.ts';
import { contents, problemsOf } from './refusals.ts';

let store: Store;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ store, remove } = await newStore('sqlite'));
  await configure(store);
  await runImport(store, 'accounts', { text: ACCOUNTS });
});
afterAll(() => remove());

const HEADER = 'transaction_id,date,account_id,element,amount,gst,bank_account,currency';

/** A good row with some of its cells replaced. */
function row(cells: Partial<Record<string, string>>): string {
  const good: Record<string, string> = {
    transaction_id: 'X1',
    date: '2026-05-31',
    account_id: 'L1',
    element: 'FEE',
    amount: '115.00',
  };
  return HEADER.split(',')
    .map((column) => cells[column] ?? good[column] ?? '')
    .join(',');
}

const dryRun = (text: string | Uint8Array) =>
  problemsOf(store, 'transactions', { text, dryRun: true });

describe('a value of a transaction', () => {
  it.each([
    ['account_id', 'L9', 'loan_account.unknown'],
    ['account_id', '', 'value.missing'],
    ['element', 'FEES', 'element.unknown'],
    ['element', '', 'value.missing'],
    ['bank_account', 'KIWI', 'bank_account.unknown'],
    ['transaction_id', '', 'value.missing'],
    ['transaction_id', 'x'.repeat(101), 'value.not_an_identifier'],
    ['transaction_id', 'a\u0007b', 'value.not_an_identifier'],
    ['date', '', 'value.missing'],
    ['date', '2026-02-30', 'date.invalid'],
    ['date', '2026-13-01', 'date.invalid'],
    ['date', '31/05/26', 'date.invalid'],
    ['date', '2026-5-31', 'date.invalid'],
    ['date', '20260531', 'date.invalid'],
    ['date', '1899-12-31', 'date.invalid'],
    ['amount', '', 'value.missing'],
    ['amount', '1e3', 'amount.invalid'],
    ['amount', '0.005', 'amount.part_of_cent'],
    ['amount', '"1,234.56"', 'amount.invalid'],
    ['amount', '"1.234,56"', 'amount.invalid'],
    ['amount', 'NaN', 'amount.invalid'],
    ['amount', '+5', 'amount.invalid'],
    ['amount', '$5.00', 'amount.invalid'],
    ['amount', '(5.00)', 'amount.invalid'],
    ['amount', '5.00-', 'amount.invalid'],
    ['amount', '.50', 'amount.invalid'],
    ['amount', '5.', 'amount.invalid'],
    ['amount', '--5', 'amount.invalid'],
    ['amount', '-0', 'amount.invalid'],
    ['amount', '0x10', 'amount.invalid'],
    ['amount', '1234567890123456789', 'amount.too_large'],
    ['amount', '10000000000.00', 'amount.too_large'],
    ['gst', '12.00', 'gst.differs'],
    ['gst', '-15.00', 'gst.differs'],
    ['gst', '15.02', 'gst.differs'],
    ['gst', 'x', 'amount.invalid'],
    ['currency', 'nzd', 'currency.invalid'],
  ])('%s "%s" is refused: %s', async (column, value, problemCode) => {
    const problems = await dryRun(`${HEADER}\n${row({ [column]: value })}\n`);
    const shown = value === '' ? column : `${column}=${value.replaceAll('"', '')}`;
    expect(problems).toEqual([`${problemCode} 2 ${shown}`]);
  });

  it.each([
    ['transaction_id', 'x'.repeat(100)],
    ['transaction_id', 'Ärger 1'],
    ['date', '2024-02-29'],
    ['date', '2099-01-01'],
    ['date', '1900-01-01'],
    ['amount', '0.01'],
    ['amount', '0'],
    ['amount', '-1234.5'],
    ['amount', '9999999999.99'],
    ['gst', '15.01'],
    ['gst', '14.99'],
    ['gst', '0.00'],
    ['currency', 'NZD'],
  ])('%s "%s" is taken', async (column, value) => {
    expect(await dryRun(`${HEADER}\n${row({ [column]: value })}\n`)).toEqual([]);
  });

  it.each([
    [{ element: 'PAY', amount: '-5.00', bank_account: 'ANZ' }, 'bank_account.other_entity'],
    [{ bank_account: 'BNZ', gst: '0.00' }, 'bank_account.element_type'],
    [{ account_id: 'L2', gst: '15.00' }, 'gst.exempt_account'],
  ])('%j is refused: %s', async (cells, problemCode) => {
    const problems = await dryRun(`${HEADER}\n${row(cells)}\n`);
    expect(problems.map((text) => text.split(' ')[0])).toEqual([problemCode]);
  });

  it('with a bank account may not carry GST', async () => {
    const text = `${HEADER}\n${row({ element: 'TAXED', amount: '-115', bank_account: 'BNZ' })}\n`;
    expect(await dryRun(text)).toEqual(['bank_account.with_gst 2 bank_account=BNZ']);
  });

  it('is in the currency of the books, or in one throughout while the books are not known', async () => {
    const rows = ['NZD', '', 'AUD'].map((currency, index) =>
      row({ transaction_id: `C${index}`, currency }),
    );
    const text = [HEADER, ...rows, ''].join('\n');
    expect(await dryRun(text)).toEqual(['currency.not_base 4 currency=AUD']);
    const unknown = { text, dryRun: true, act: { ...ACT, mode: 'production' } } as const;
    const swapped = text.replace('NZD', 'USD');
    expect(await problemsOf(store, 'transactions', { ...unknown, text: swapped })).toEqual([
      'currency.not_base 4 currency=AUD',
    ]);
    expect(await dryRun(swapped)).toEqual([
      ...['currency.not_base 2 currency=USD', 'currency.not_base 4 currency=AUD'],
    ]);
  });
});

describe('a transactions file', () => {
  const good = `${HEADER}\n${row({})}\n`;

  it('lists all problems of all rows, and nothing is kept', async () => {
    const text = [
      HEADER,
      row({ account_id: 'L9', element: 'NO', amount: '1e3' }),
      row({ transaction_id: 'X2' }),
      row({ transaction_id: 'X3', date: '31/05/26' }),
      '',
    ].join('\n');
    expect(await problemsOf(store, 'transactions', { text })).toEqual([
      'loan_account.unknown 2 account_id=L9',
      'element.unknown 2 element=NO',
      'amount.invalid 2 amount=1e3',
      'date.invalid 4 date=31/05/26',
    ]);
  });

  it('prints a thousand problems and counts all', async () => {
    const bad = Array.from({ length: 1500 }, (_, index) =>
      row({ transaction_id: `B${index}`, amount: 'x' }),
    );
    const result = await runImport(store, 'transactions', { text: [HEADER, ...bad].join('\n') });
    expect(result.problems).toHaveLength(1000);
    expect(result.problemCount).toBe(1500);
  });

  it.each([
    ['an empty file', '', ['file.empty']],
    ['blank lines only', '\n\n', ['file.empty']],
    ['a column too few', `${HEADER}\nX1,2026-05-31\n`, ['file.column_count 2']],
    ['a column too many', `${HEADER}\n${row({})},9\n`, ['file.column_count 2']],
    [
      'missing columns',
      'transaction_id,date\nX1,2026-05-31\n',
      ['column.missing 1 account_id', 'column.missing 1 element', 'column.missing 1 amount'],
    ],
    ['a doubled column', `${HEADER},gst\n${row({})},\n`, ['column.doubled 1 gst']],
    ['the header of another kind', `${ACCOUNTS}`, ['file.other_kind 1']],
    ['no header', `${row({})}\n`, ['file.other_header 1']],
    ['a header of another shape', 'Datum;Betrag\n2026-05-31;1\n', ['file.other_header 1']],
    ['a column doubled in capitals', `${HEADER},GST\n${row({})},\n`, ['column.doubled 1 gst']],
    ['an unknown column', `${HEADER},fee\n${row({})},\n`, ['column.unknown 1 fee']],
    ['both ways of amounts', `${HEADER},debit\n${row({})},\n`, ['column.both_amounts 1 amount']],
    ['a cut in a line', good.slice(0, -20), ['file.cut_off 2']],
    ['a NUL byte', `${good}\0`, ['file.nul_byte 3']],
    ['a wrong encoding', Buffer.from(`${good}é`, 'latin1'), ['file.wrong_encoding 3']],
    ['a misplaced quotation mark', `${good}5" x`, ['file.misplaced_quote 3']],
    ['an open quotation mark', `${good}"x,\n`, ['file.cut_off 3']],
    ['a line without end', `${good}${'x'.repeat(1_200_000)}`, ['file.line_too_long 3']],
    ['a broken gzip', gzipSync(good).subarray(0, 30), ['file.damaged_gzip']],
    ['a gzip bomb', gzipSync(Buffer.alloc(40_000_000, '\n')), ['file.expands_too_much']],
  ])('with %s is refused', async (_, text, expected) => {
    const problems = await problemsOf(store, 'transactions', { text });
    expect(problems.map((found) => found.replace(/(gzip|much) .*/, '$1'))).toEqual(expected);
  });

  it('cut at any byte is refused, or holds whole rows only', async () => {
    const header = 'transaction_id,account_id,element,date,amount';
    const text = `${header}\nX1,L1,FEE,2026-05-30,115.00\nX2,L1,FEE,2026-05-31,230.50\n`;
    const outcomes = new Set<string>();
    for (let end = 0; end < text.length; end += 1) {
      const result = await runImport(store, 'transactions', {
        text: text.slice(0, end),
        dryRun: true,
      });
      outcomes.add(result.problemCount > 0 ? 'refused' : `${result.rows} ${result.debits}`);
    }
    expect(outcomes).toEqual(new Set(['refused', '0 0.00', '1 115.00', '2 345.50']));
  });

  it('that changes while it is read is refused', async () => {
    let reads = 0;
    const file = {
      name: 'moving.csv',
      bytesTotal: good.length,
      read: async function* () {
        reads += 1;
        yield Buffer.from(reads === 1 ? good : good.replace('115.00', '116.00'));
      },
    };
    expect(await problemsOf(store, 'transactions', { text: '', file })).toEqual([
      'file.changed_while_read',
    ]);
  });

  it('that cannot be read is refused', async () => {
    const file = {
      name: 'gone.csv',
      bytesTotal: 0,
      read: (): AsyncIterable<Uint8Array> => {
        throw new Error('no such file');
      },
    };
    expect(await problemsOf(store, 'transactions', { text: '', file })).toEqual([
      'file.not_readable',
    ]);
  });

  it.each([
    ['in capitals', HEADER.toUpperCase()],
    ['as words', HEADER.replaceAll('_', ' ').replaceAll(/\b\w/g, (letter) => letter.toUpperCase())],
  ])('with its column names %s is taken', async (_, header) => {
    const text = `${header}\n${row({})}\n`;
    const result = await runImport(store, 'transactions', { text, dryRun: true });
    expect(result).toMatchObject({ rows: 1, accepted: 1, problems: [] });
  });

  it('cut in its last amount is refused under any spelling of the column', async () => {
    const text = 'Transaction ID,Account ID,Element,Date,AMOUNT\nX1,L1,FEE,2026-05-30,11';
    expect(await problemsOf(store, 'transactions', { text })).toEqual(['file.cut_off 2']);
  });

  it('with its columns in another order, blank lines and blanks around values is taken', async () => {
    const text =
      'element , amount, date ,account_id,transaction_id\n\n FEE,115.00 , 2026-05-31,L1,\u00a0Y1\n,,,,\n';
    const result = await runImport(store, 'transactions', { text, dryRun: true });
    expect(result).toMatchObject({ rows: 1, accepted: 1, problems: [] });
  });

  it('without rows is taken', async () => {
    const result = await runImport(store, 'transactions', { text: `${HEADER}\n`, dryRun: true });
    expect(result).toMatchObject({ rows: 0, accepted: 0, problems: [] });
  });

  it('leaves nothing behind in a dry run', async () => {
    const before = await contents(store);
    expect(await runImport(store, 'transactions', { text: good, dryRun: true })).toMatchObject({
      importId: null,
      accepted: 1,
    });
    expect(await contents(store)).toEqual(before);
  });

  it('with debit and credit columns is taken, one side a row', async () => {
    const text = `transaction_id,date,account_id,element,debit,credit,gst
D1,2026-05-31,L1,FEE,115.00,,15.00
D2,2026-05-31,L1,FEE,0.00,115.00,15.00
`;
    const result = await runImport(store, 'transactions', { text, dryRun: true });
    expect(result).toMatchObject({ accepted: 2, debits: '115.00', credits: '115.00' });
    const negative = text.replace('115.00,,', '-115.00,,').replace('0.00,115.00', '0.00,-115.00');
    expect(await dryRun(negative)).toEqual([
      'amount.negative_side 2 debit=-115.00',
      'amount.negative_side 3 credit=-115.00',
    ]);
    const bad = text.replace('115.00,,', '115.00,1,').replace('0.00,115.00', ',');
    expect(await dryRun(bad)).toEqual([
      'amount.debit_and_credit 2 debit=115.00',
      'value.missing 3 debit or credit',
    ]);
  });

  it('says which layout there is not, or which is for something else', async () => {
    expect(await problemsOf(store, 'transactions', { text: good, layout: 'nowhere' })).toEqual([
      'layout.unknown',
    ]);
    expect(await problemsOf(store, 'accounts', { text: good, layout: 'bank' })).toEqual([
      'layout.wrong_kind',
    ]);
  });
});
