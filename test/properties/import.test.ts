import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cents, formatCents, gstInside, sumCents } from '../../src/domain/money.ts';
import type { Store } from '../../src/store/store.ts';
import { clearSubLedger } from '../clear-sub-ledger.ts';
import { ACCOUNTS, configure, runImport } from '../imports.ts';
import { newStore } from '../stores.ts';

let store: Store;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ store, remove } = await newStore('sqlite'));
  await configure(store);
});
afterAll(() => remove());

const text = fc
  .string({ unit: fc.constantFrom(...'ab "\',;\t\n\r=é€+-@'), maxLength: 12 })
  .map((value) => value.trim());

const transaction = fc.record({
  id: fc.string({ unit: fc.constantFrom(...'ab0,;"é='), minLength: 1, maxLength: 6 }),
  day: fc.integer({ min: 1, max: 31 }),
  element: fc.constantFrom('FEE', 'PAY', 'IMPORT'),
  cents: fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n }).map(cents),
  description: text,
  reference: text,
});

const RATES = { FEE: 1500, PAY: 0, IMPORT: 10_000 };

describe('an import', () => {
  it('keeps every row as it stood in the file, and its GST to the cent', async () => {
    const rows = fc.uniqueArray(transaction, { selector: ({ id }) => id, maxLength: 40 });
    const style = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      mark: fc.constantFrom('', '\uFEFF'),
    });
    await fc.assert(
      fc.asyncProperty(rows, style, async (given, { delimiter, lineEnd, mark }) => {
        await clearSubLedger(store);
        await runImport(store, 'accounts', { text: ACCOUNTS });
        const lines = given.map((row) => [
          row.id,
          `2026-05-${String(row.day).padStart(2, '0')}`,
          'L1',
          row.element,
          formatCents(row.cents),
          row.description,
          row.reference,
        ]);
        const header = [
          ...['transaction_id', 'date', 'account_id', 'element'],
          ...['amount', 'description', 'reference'],
        ];
        const file = [header, ...lines].map((cells) => cells.map(quoted).join(delimiter));
        const result = await runImport(store, 'transactions', {
          text: mark + [...file, ''].join(lineEnd),
        });
        expect(result.problems).toEqual([]);
        expect(await keptRows()).toEqual(given.map(expectedRow));
        expect(await sums()).toEqual({
          amounts: sumCents(given.map((row) => row.cents)),
          debits: result.debits,
          credits: result.credits,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('of some rows after others equals an import of all of them', async () => {
    const rows = fc.uniqueArray(transaction, {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), fc.nat(), async (given, one, other) => {
        await clearSubLedger(store);
        await runImport(store, 'accounts', { text: ACCOUNTS });
        const [from, to] = [one % given.length, other % (given.length + 1)];
        for (const part of [given.slice(0, to), given.slice(from), given]) {
          const lines = part.map((row) =>
            [row.id, '2026-05-31', 'L1', row.element, formatCents(row.cents)].map(quoted).join(),
          );
          const header = 'transaction_id,date,account_id,element,amount';
          await runImport(store, 'transactions', { text: `${[header, ...lines].join('\n')}\n` });
        }
        const ids = (await keptRows()).map(({ id }) => id);
        expect(ids.toSorted()).toEqual(given.map(({ id }) => id).toSorted());
      }),
      { numRuns: 30 },
    );
  });
});

type Transaction = typeof transaction extends fc.Arbitrary<infer T> ? T : never;

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function expectedRow(row: Transaction) {
  return {
    id: row.id,
    date: 20260500 + row.day,
    amount: row.cents,
    gst: gstInside(row.cents, RATES[row.element as keyof typeof RATES]),
    description: row.description,
    reference: row.reference,
  };
}

async function keptRows() {
  const rows = await store.reader
    .selectFrom('loan_transaction')
    .selectAll()
    .orderBy('row_id')
    .execute();
  return rows.map((row) => ({
    id: row.transaction_id,
    date: row.date,
    amount: row.amount_cents,
    gst: row.gst_cents,
    description: row.description ?? '',
    reference: row.reference ?? '',
  }));
}

/** Sums by SQL, not by our own code. */
async function sums() {
  const rows = await store.reader
    .selectFrom('loan_transaction')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<bigint>('amount_cents'), eb.lit(0)).as('all_cents'),
      eb.fn
        .coalesce(
          eb.fn.sum<bigint>('amount_cents').filterWhere('amount_cents', '>', cents(0)),
          eb.lit(0),
        )
        .as('debits_cents'),
      eb.fn
        .coalesce(
          eb.fn.sum<bigint>('amount_cents').filterWhere('amount_cents', '<', cents(0)),
          eb.lit(0),
        )
        .as('credits_cents'),
    ])
    .executeTakeFirstOrThrow();
  return {
    amounts: cents(rows.all_cents as bigint),
    debits: formatCents(cents(rows.debits_cents as bigint)),
    credits: formatCents(cents(-(rows.credits_cents as bigint))),
  };
}
