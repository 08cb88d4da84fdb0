import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldsOf } from '../awk.ts';
import { sumOf } from '../cents.ts';
import type { PlanOutput, TieOutOutput } from '../outputs.ts';
import { exportMonth, monthsBetween, openBooks, print, type RealBooks } from '../real-books.ts';
import { copyInto, hasSharedData, named, sharedFile } from '../shared-data.ts';
import {
  awk,
  balancesOf,
  byCode,
  CONFIGURATION,
  importAccounts,
  importMonth,
  importTransactions,
  type Raw,
  unpackRaw,
  WHOLE_YEAR,
  withPlaces,
} from './berka-books.ts';

const YEAR = monthsBetween('1993-01', 12);

describe.skipIf(!hasSharedData)(named("a real bank's year"), () => {
  it('reads the rows as the suggested mapping does', () => {
    const mapping = JSON.parse(readFileSync(sharedFile('berka/element-mapping.json'), 'utf8'));
    const { elements, layouts } = parse(readFileSync(CONFIGURATION, 'utf8'));
    expect(layouts[0].fields.element.rules).toEqual(
      mapping.match_order.map(({ element, ...when }: Record<string, string>) => ({
        when,
        is: element,
      })),
    );
    for (const { code, glAccount } of elements) {
      expect([code, glAccount]).toEqual([code, mapping.elements[code].gl_account]);
    }
  });

  it('goes month by month from the file to the tie-out, equal in every figure', async () => {
    const books = await openBooks(CONFIGURATION);
    const raw = unpackRaw(books);
    await importAccounts(books, raw);
    const figures = monthFigures(raw);
    const balances = balancesOf(raw);
    for (const month of YEAR) {
      await importMonth(books, raw, month.month);
      const { plan, tieOut } = await exportMonth(books, 'CZ', month);
      expect(plan).toMatchObject(figures.get(month.month) as object);
      expect(shown(tieOut)).toEqual(balances(month.month));
      print(`${month.month}: ${plan.transactions} rows, ${plan.lines} lines, unexplained 0.00`);
    }
    expect(elementSums(books)).toEqual(fieldsOf(awk('elements', raw.transactions)).sort());
    await expectNothingNew(books);
    const byRow = sumOf([...figures.values()].map(({ gst }) => gst));
    const byLine = sumOf([...figures.values()].map(({ gstXero }) => gstXero));
    expect([byRow, byLine]).toEqual(['6499.08', '6511.41']);
    print(`GST of the fees, 1993: ${byRow} by row, ${byLine} by line of Xero`);
    for (const { code, classes } of balances('1993-12')) {
      if (classes.gstRounding) print(`GST rounding on ${code}: ${classes.gstRounding}`);
    }
  }, 900_000);
});

/** What the plan of each month must say. */
function monthFigures(raw: Raw) {
  const printed = fieldsOf(awk('months', ...withPlaces(raw)));
  return new Map(
    printed.map(([month = '', rows, lines, debits = '', gst = '', gstXero = '']) => [
      month,
      {
        transactions: Number(rows),
        lines: Number(lines),
        debits,
        credits: debits,
        gst,
        gstXero,
      },
    ]),
  );
}

/** The tie-out without names, and without accounts and classes that are nil. */
function shown({ accounts }: TieOutOutput) {
  return accounts
    .filter(({ ours, xero }) => ours !== '0.00' || xero !== '0.00')
    .map(({ code, ours, xero, difference, others, classes }) => {
      const named = Object.entries(classes).filter(([, amount]) => amount !== '0.00');
      return { code, ours, xero, difference, others, classes: Object.fromEntries(named) };
    })
    .sort(byCode);
}

/** Rows and sum of each element in each month, out of the data folder by plain SQL. */
function elementSums({ dataFolder }: RealBooks): string[][] {
  const database = new DatabaseSync(join(dataFolder, 'tieout.sqlite'), { readOnly: true });
  const rows = database
    .prepare(
      `select substr(t.date, 1, 4) || '-' || substr(t.date, 5, 2) as month, c.key as element,
        count(*) as rows, printf('%.2f', sum(t.amount_cents) / 100.0) as amount
       from loan_transaction t join catalog_item c on c.item_id = t.element_id
       group by 1, 2`,
    )
    .all();
  database.close();
  return rows
    .map(({ month, element, rows: count, amount }) => [month, element, count, amount].map(String))
    .sort();
}

/** The whole file as it is, packed and in one piece, holds nothing that is not there already. */
async function expectNothingNew({ folder, tieout }: RealBooks): Promise<void> {
  const again = await importTransactions(tieout, copyInto(folder, WHOLE_YEAR));
  const unchanged = { rows: 28_205, accepted: 0, unchanged: 28_205, problems: [] };
  expect(again).toMatchObject({ exitCode: 0, printed: unchanged });
  const plan = await tieout<PlanOutput>(
    'export',
    'plan',
    '--entity',
    'CZ',
    '--up-to',
    '1993-12-31',
  );
  expect(plan).toMatchObject({ exitCode: 0, printed: { exportId: null, transactions: 0 } });
}
