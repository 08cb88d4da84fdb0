import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { awkIn, fieldsOf } from '../awk.ts';
import { toText } from '../cents.ts';
import type { ImportOutput, TieOutOutput } from '../outputs.ts';
import { exportMonth, monthsBetween, openBooks, print, type RealBooks } from '../real-books.ts';
import { copyInto, hasSharedData, named, unpackInto } from '../shared-data.ts';
import { readTwinLines, type TwinLine } from '../twin-documents.ts';

const HERE = new URL('./', import.meta.url);
const LEDGER = 'journal-entries/journal-entries-fy2015.csv.gz';
const YEAR = monthsBetween('2014-07', 12);
const awk = awkIn(HERE, 'lines');

describe.skipIf(!hasSharedData)(named('a real ledger year'), () => {
  it('goes from journal entries to a trial balance by account and by unit', async () => {
    const books = await openLedgerBooks();
    await expectFractionsRefused(books);
    await importYear(books);
    const plans = plannedMonths(books.raw);
    const balances = balancesOf(books.raw);
    for (const month of YEAR) {
      const { plan, tieOut } = await exportMonth(books, 'HOTEL', month);
      expect(plan).toMatchObject(plans.get(month.month) as object);
      expect(shown(tieOut)).toEqual(balances(month.month));
      print(`${month.month}: ${plan.transactions} entries, ${plan.lines} lines, unexplained 0.00`);
    }
    const lines = await readTwinLines(books.twin);
    const units = fieldsOf(awk('units', books.raw), '\t').sort();
    expect(lines).toHaveLength(18_766);
    expect(byUnit(lines)).toEqual(units);
    print(`${units.length} balances by account and business unit are equal`);
  }, 900_000);
});

/** `raw` is the file unpacked, `packed` as it came. */
type LedgerBooks = RealBooks & { readonly raw: string; readonly packed: string };

/** Configured by what the file itself holds. */
async function openLedgerBooks(): Promise<LedgerBooks> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const raw = unpackInto(folder, LEDGER);
  const packed = copyInto(folder, LEDGER);
  const configuration = join(folder, 'tieout.yaml');
  writeFileSync(configuration, awk('configuration', raw));
  return { ...(await openBooks(configuration)), raw, packed };
}

/** Amounts with more than two decimals are refused, line by line, and nothing is taken. */
async function expectFractionsRefused(books: LedgerBooks): Promise<void> {
  const refused = await importLedger(books, 'as-it-stands');
  const fractions = fieldsOf(awk('fractions', books.raw));
  expect(refused).toMatchObject({ exitCode: 1, printed: { accepted: 0, problemCount: 6 } });
  const { problems } = refused.printed;
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['amount.part_of_cent']));
  expect(problems.map(({ facts }) => [String(facts.row), facts.value])).toEqual(fractions);
}

async function importYear(books: LedgerBooks): Promise<void> {
  const imported = await importLedger(books, 'rounded');
  const whole = { rows: 18_766, problems: [], problemCount: 0 };
  expect(imported).toMatchObject({ exitCode: 0, printed: whole });
  expect(imported.printed.debits).toBe(imported.printed.credits);
}

function importLedger({ packed, tieout }: LedgerBooks, layout: string) {
  return tieout<ImportOutput>('import', 'journals', packed, '--layout', layout);
}

/** What the plan of each month must say. */
function plannedMonths(raw: string) {
  const printed = fieldsOf(awk('months', raw));
  return new Map(
    printed.map(([month = '', transactions, lines, debits = '']) => [
      month,
      { transactions: Number(transactions), lines: Number(lines), debits, credits: debits },
    ]),
  );
}

/** What the tie-out at a month's end must show: account, ours, Xero's, the difference. */
function balancesOf(raw: string) {
  const printed = fieldsOf(awk('balances', raw));
  return (month: string) =>
    printed
      .filter(([at]) => at === month)
      .map(([, code = '', balance = '']) => [code, balance, balance, '0.00'])
      .sort();
}

/** The accounts of the tie-out that have a balance on either side. */
function shown({ accounts }: TieOutOutput): string[][] {
  return accounts
    .filter(({ ours, xero }) => ours !== '0.00' || xero !== '0.00')
    .map(({ code, ours, xero, difference }) => [code, ours, xero, difference])
    .sort();
}

function byUnit(lines: readonly TwinLine[]): string[][] {
  const sums = new Map<string, number>();
  for (const { AccountCode, LineAmount, Tracking } of lines) {
    const place = `${AccountCode}\t${Tracking[0]?.Option}`;
    sums.set(place, (sums.get(place) ?? 0) + Math.round(LineAmount * 100));
  }
  return [...sums]
    .filter(([, amount]) => amount !== 0)
    .map(([place, amount]) => [...place.split('\t'), toText(amount)])
    .sort();
}
