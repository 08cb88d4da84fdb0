import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configurationSchema } from '../../../src/domain/configuration.ts';
import { applyConfiguration } from '../../../src/store/catalog-writer.ts';
import type { Store } from '../../../src/store/store.ts';
import { ACCOUNTS, configure, runImport } from '../../imports.ts';
import { ACT, newStore } from '../../stores.ts';
import { problemsOf } from './refusals.ts';

let store: Store;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ store, remove } = await newStore('sqlite'));
  await configure(store);
  await runImport(store, 'accounts', { text: ACCOUNTS });
});
afterAll(() => remove());

const HEADER = 'Batch;No;Day;Loan;Kind;Note;Sum';

/** What a file gives through the layout `bank`, without keeping it. */
async function amounts(text: string | Uint8Array, layout = 'bank') {
  const { debits, credits, problems } = await runImport(store, 'transactions', {
    text,
    layout,
    dryRun: true,
  });
  return { debits, credits, problems: problems.map(({ message }) => message) };
}

describe('a layout', () => {
  it('reads dates, amounts, signs, maps, rules and constants as it says', async () => {
    const text = [
      HEADER,
      'A;1;31/05/26;1;DR;;1.234,50',
      'A;2;31/05/26;2;DR; ;1,00-',
      'A;3;01/06/68;1; CR ;x;10',
      '',
    ].join('\r\n');
    expect(await runImport(store, 'transactions', { text, layout: 'bank' })).toMatchObject({
      accepted: 3,
      debits: '1234.50',
      credits: '11.00',
      problems: [],
    });
    const rows = await store.reader.selectFrom('loan_transaction').selectAll().execute();
    expect(rows.map((row) => [row.transaction_id, row.date, row.amount_cents])).toEqual([
      ['A 1', 20260531, 123_450n],
      ['A 2', 20260531, -100n],
      ['A 3', 20680601, -1000n],
    ]);
  });

  it('says what it cannot read, with line and column', async () => {
    const text = [
      HEADER,
      'A;1;31.05.26;3;DR;;1.234,50',
      'A;2;2026-05-31;1;XX;;12,34',
      'A;3;31/05/26;1;DR;;1234.50',
      'A;4;31/05/26;1;DR;;-5',
      'A;5;31/05/26;1;DR;;1,005',
      'A;6;31/05/26;1;DR;;1.23,00',
      '',
    ].join('\n');
    expect(await problemsOf(store, 'transactions', { text, layout: 'bank' })).toEqual([
      'date.invalid 2 date=31.05.26',
      'value.not_in_map 2 Loan=3',
      'date.invalid 3 date=2026-05-31',
      'value.no_rule 3 element=Kind "XX", Note ""',
      'amount.invalid 4 amount=1234.50',
      'amount.invalid 5 amount=-5',
      'amount.part_of_cent 6 amount=1,005',
      'amount.invalid 7 amount=1.23,00',
    ]);
  });

  it('wants each of its columns once', async () => {
    const text = 'Batch;No;Day;Loan;Kind;Sum;Sum\n';
    expect(await problemsOf(store, 'transactions', { text, layout: 'bank' })).toEqual([
      'column.doubled 1 Sum',
      'layout.missing_column 1 Note',
    ]);
  });

  it('must name known fields, all that are needed, and a date format that can be read', async () => {
    await applyLayout({ dateFormat: 'YYYY-MMM', fields: { amount: A, colour: A } });
    expect(await problemsOf(store, 'transactions', { text: 'a\n1\n', layout: 'tried' })).toEqual([
      'layout.unknown_field 1 colour',
      'column.missing 1 transaction_id',
      'column.missing 1 date',
      'column.missing 1 account_id',
      'column.missing 1 element',
      'layout.unknown_date_format 1',
    ]);
  });

  it.each([
    ['minus', '.', '', '-5.10', '-510'],
    ['brackets', '.', ',', '(1,005.10)', '-100510'],
    ['brackets', '.', ',', '1005.10', '100510'],
    ['trailingMinus', ',', ' ', '1 005,1-', '-100510'],
    ['trailingMinus', ',', ' ', '1\u00a0005,1', '100510'],
    ['minus', '.', "'", "1'000'005.10", '100000510'],
    ['minus', ',', '.', '-1.005', '-100500'],
  ] as const)(
    'with %s, "%s" and "%s" reads %s',
    async (negative, decimal, thousands, text, cents) => {
      await applyLayout({ negative, decimalMark: decimal, thousandsMark: thousands });
      const { debits, credits, problems } = await amounts(`a\n"${text}"\n`, 'tried');
      expect(problems).toEqual([]);
      const found = BigInt(debits.replace('.', '')) - BigInt(credits.replace('.', ''));
      expect(found).toBe(BigInt(cents));
    },
  );

  it.each([
    ['brackets', '-5'],
    ['brackets', '(-5)'],
    ['brackets', '(5'],
    ['minus', '5-'],
    ['minus', '1,23'],
    ['minus', '1,2345'],
    ['minus', ',123'],
  ] as const)('with %s refuses "%s"', async (negative, text) => {
    await applyLayout({ negative, thousandsMark: ',' });
    expect((await amounts(`a,b\n"${text}",\n`, 'tried')).problems).toHaveLength(1);
  });

  it.each([
    ['0.005', '0.01'],
    ['0.00499999999999', '0.00'],
    ['1.115', '1.12'],
    ['-1.115', '-1.12'],
    ['-0.001', '0.00'],
    ['12', '12.00'],
  ])('that rounds half up takes %s for %s', async (text, rounded) => {
    await applyLayout({ round: 'halfUp' });
    const { debits, credits } = await amounts(`a\n${text}\n`, 'tried');
    expect(rounded.startsWith('-') ? `-${credits}` : debits).toBe(rounded);
  });

  it.each([
    ['YYYY-MM-DD', '2026-05-31'],
    ['YYMMDD', '260531'],
    ['YYYYMMDD', '20260531'],
    ['DD/MM/YYYY', '31/05/2026'],
    ['D/M/YY', '31/5/26'],
    ['M/D/YYYY', '5/31/2026'],
    ['DD.MM.YYYY', '31.05.2026'],
  ])('reads dates as %s', async (dateFormat, text) => {
    await applyLayout({ dateFormat, fields: { date: { column: 'd' } } });
    await runImport(store, 'transactions', { text: `a,d\n1,${text}\n`, layout: 'tried' });
    const row = await store.reader
      .selectFrom('loan_transaction')
      .select('date')
      .orderBy('row_id', 'desc')
      .executeTakeFirst();
    expect(row?.date).toBe(20260531);
  });

  it.each([
    ['680101', 20680101],
    ['690101', 19690101],
  ])('reads the two-digit year of %s as %i', async (text, date) => {
    await applyLayout({ dateFormat: 'YYMMDD', fields: { date: { column: 'd' } } });
    await runImport(store, 'transactions', { text: `a,d\n1,${text}\n`, layout: 'tried' });
    const row = await store.reader
      .selectFrom('loan_transaction')
      .select('date')
      .orderBy('row_id', 'desc')
      .executeTakeFirst();
    expect(row?.date).toBe(date);
  });

  it('numbers the columns of a file without header, and reads western letters', async () => {
    await applyLayout({
      header: false,
      encoding: 'latin1',
      fields: { amount: { column: '2' }, description: { column: '1' } },
    });
    const text = Buffer.from('Stra\xdfe;5.00\n', 'latin1');
    expect(await runImport(store, 'transactions', { text, layout: 'tried' })).toMatchObject({
      rows: 1,
      accepted: 1,
    });
    const row = await store.reader
      .selectFrom('loan_transaction')
      .select('description')
      .orderBy('row_id', 'desc')
      .executeTakeFirst();
    expect(row?.description).toBe('Straße');
  });
});

const A = { column: 'a' };
let layouts = 0;

/** A layout named `tried` that reads the amount from column `a`; the rest is constant. */
async function applyLayout(changes: Record<string, unknown>): Promise<void> {
  layouts += 1;
  const defaults = {
    transaction_id: { constant: `L${layouts}` },
    date: { constant: '2026-05-31' },
    account_id: { constant: 'L1' },
    element: { constant: 'PAY' },
    amount: A,
    version: { constant: String(layouts) },
  };
  const fields = changes.dateFormat === 'YYYY-MMM' ? changes.fields : undefined;
  const configuration = configurationSchema.parse({
    version: 1,
    layouts: [
      {
        name: 'tried',
        for: 'transactions',
        ...changes,
        fields: fields ?? { ...defaults, ...(changes.fields as object | undefined) },
      },
    ],
  });
  await applyConfiguration(store, ACT, configuration);
}
