import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { awkIn, fieldsOf } from '../awk.ts';
import { sumOf } from '../cents.ts';
import type { ImportOutput, PlanOutput, TieOutOutput } from '../outputs.ts';
import { exportMonth, monthsBetween, openBooks, print, type RealBooks } from '../real-books.ts';
import { copyInto, hasSharedData, named, sharedFile, unpackInto } from '../shared-data.ts';

const HERE = new URL('./', import.meta.url);
const CONFIGURATION = fileURLToPath(new URL('tieout.yaml', HERE));
const YEAR = monthsBetween('1993-01', 12);
const WHOLE_YEAR = 'berka/trans-1993.asc.gz';
const awk = awkIn(HERE, 'rows');

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

type Raw = ReturnType<typeof unpackRaw>;

function unpackRaw({ folder }: RealBooks) {
  return {
    folder,
    accounts: unpackInto(folder, 'berka/account.asc.gz'),
    districts: unpackInto(folder, 'berka/district.asc.gz'),
    owners: unpackInto(folder, 'berka/disp.asc.gz'),
    transactions: unpackInto(folder, WHOLE_YEAR),
  };
}

async function importAccounts({ folder, tieout }: RealBooks, raw: Raw): Promise<void> {
  const file = join(folder, 'accounts.csv');
  const joined = [
    ...['kind=district', raw.districts],
    ...['kind=disp', raw.owners],
    ...['kind=account', raw.accounts],
  ];
  writeFileSync(file, awk('accounts', ...joined));
  const imported = await tieout<ImportOutput>('import', 'accounts', file);
  expect(imported).toMatchObject({ exitCode: 0, printed: { rows: 4500, accepted: 4500 } });
}

/** The part of the file that holds a month is cut out byte for byte. */
async function importMonth({ tieout }: RealBooks, raw: Raw, month: string): Promise<void> {
  const file = join(raw.folder, `trans-${month}.asc`);
  const yearMonth = month.slice(2).replace('-', '');
  writeFileSync(file, awk('month', '-v', `month=${yearMonth}`, raw.transactions));
  const imported = await importTransactions(tieout, file);
  expect(imported).toMatchObject({ exitCode: 0, printed: { unchanged: 0, problems: [] } });
  expect(imported.printed.accepted).toBe(imported.printed.rows);
}

function importTransactions(tieout: RealBooks['tieout'], file: string) {
  return tieout<ImportOutput>('import', 'transactions', file, '--layout', 'bank-transactions');
}

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

/** What the tie-out at a month's end must show of each account. */
function balancesOf(raw: Raw) {
  const printed = fieldsOf(awk('balances', ...withPlaces(raw)));
  return (month: string) =>
    printed
      .filter(([at]) => at === month)
      .map(([, code = '', ours = '', xero = '']) => {
        const difference = sumOf([xero, ours.startsWith('-') ? ours.slice(1) : `-${ours}`]);
        const classes: Record<string, string> =
          difference === '0.00' ? {} : { gstRounding: difference };
        return { code, ours, xero, difference, others: '0.00', classes };
      })
      .sort(byCode);
}

function withPlaces({ accounts, districts, transactions }: Raw): string[] {
  return [
    ...['kind=district', districts],
    ...['kind=account', accounts],
    ...['kind=trans', transactions],
  ];
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

function byCode(first: { code: string }, second: { code: string }): number {
  return first.code < second.code ? -1 : 1;
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
