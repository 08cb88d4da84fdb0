import type { DatabaseSync } from 'node:sqlite';
import { Broken } from './broken.ts';
import { BORROWERS, type Variant } from './configuration.ts';
import { type XeroLine, xeroLines } from './xero-lines.ts';

/** What the oracle goes by: the files as they came in, and nothing that the product made of them. */
export interface OracleInput {
  readonly variant: Variant;
  /** Texts of the files that were taken in, in order. */
  readonly texts: readonly string[];
  readonly books: DatabaseSync;
  /** Documents that people made for themselves. */
  readonly foreign: ReadonlySet<string>;
}

/** Computes anew what Xero should hold, and compares it, cent by cent, with what the twin holds. */
export function compareWithOracle({ variant, texts, books, foreign }: OracleInput): void {
  const wanted =
    texts.length === 0 ? [] : latestRows(texts).flatMap((row) => linesOf(row, variant));
  const held = xeroLines(books, foreign);
  for (const view of VIEWS) {
    const isMoved = variant === 'firstOpenDay';
    const sums = new Map<string, bigint>();
    for (const line of wanted) add(sums, view.keyOf(line, isMoved), view.centsOf(line));
    for (const line of held) add(sums, view.keyOf(line, isMoved), -view.centsOf(line));
    const wrong = [...sums].filter(([, cents]) => cents !== 0n);
    const told = wrong.map(([key, cents]) => `${key} lacks ${cents} cents`).sort();
    if (told.length > 0) throw new Broken(`oracle, ${view.name}: ${told.join('; ')}`);
  }
}

/** Net of GST by account and date; and with GST by account, date and tracking. */
const VIEWS = [
  {
    name: 'by account and date',
    keyOf: ({ account, date }: XeroLine, isMoved: boolean) => `${account} ${isMoved ? '' : date}`,
    centsOf: ({ cents }: XeroLine) => cents,
  },
  {
    name: 'by account, date and option',
    keyOf: ({ account, date, options }: XeroLine, isMoved: boolean) =>
      `${account} ${isMoved ? '' : date} ${options}`,
    centsOf: ({ account, cents, gst }: XeroLine) =>
      UNTRACKED.includes(account) ? 0n : cents + gst,
  },
];

/** A bank account has no option, and the GST account the option of whatever is taxed. */
const UNTRACKED = ['090', '095', '820'];

function add(sums: Map<string, bigint>, key: string, cents: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + cents);
}

type Row = Readonly<Record<string, string>>;

/** The newest version of each row; of an entry, all its lines. */
function latestRows(texts: readonly string[]): Row[] {
  const newest = new Map<string, Row[]>();
  for (const text of texts) {
    const [head = '', ...lines] = text.trimEnd().split('\n');
    const names = head.split(',');
    const rows = lines.map((line) => Object.fromEntries(zip(names, line.split(','))));
    for (const [key, ofOne] of Map.groupBy(rows, (row) => row.transaction_id ?? row.entry_id)) {
      const known = newest.get(String(key))?.[0];
      if (Number(ofOne[0]?.version) > Number(known?.version ?? 0)) newest.set(String(key), ofOne);
    }
  }
  return [...newest.values()].flat();
}

function zip(names: readonly string[], cells: readonly string[]): [string, string][] {
  return names.map((name, index) => [name, cells[index] ?? '']);
}

const FEE_ACCOUNTS: Readonly<Record<string, string>> = { FEE: '4100', SINGLE: '4110' };
const INTEREST_ACCOUNTS: Readonly<Record<string, string>> = { INT: '4200', MONTH: '4210' };

function linesOf(row: Row, variant: Variant): XeroLine[] {
  if (row.entry_id !== undefined) {
    const { gl_account: account = '', date = '', branch: options = '' } = row;
    return [{ account, date, options, cents: centsIn(row.amount), gst: 0n }];
  }
  const { element = '', bank_account: bank = '' } = row;
  if (element === 'MEMO') return [];
  const loan = BORROWERS.find(({ id }) => id === row.account_id);
  if (loan === undefined) throw new Error(`no loan account ${row.account_id}`);
  const places = variant === 'clearing' ? [loan.branch] : [loan.branch, loan.department];
  const options = places
    .filter((place) => place !== '')
    .sort()
    .join(' ');
  const date = element === 'MONTH' ? monthEnd(row.date ?? '') : (row.date ?? '');
  const line = (account: string, cents: bigint, gst = 0n) => ({
    account,
    date,
    options,
    cents,
    gst,
  });
  const amount = centsIn(row.amount);
  if (bank !== '') {
    const bankAccount = bank === 'BNZ' ? '090' : '095';
    return [line('1100', amount), line(bankAccount, -amount)];
  }
  const fees = FEE_ACCOUNTS[element];
  if (fees === undefined)
    return [line('1100', amount), line(INTEREST_ACCOUNTS[element] ?? '', -amount)];
  const gst = loan.isExempt ? 0n : gstOf(row.gst, amount);
  return [line('1100', amount), line(fees, gst - amount, -gst), line('820', -gst)];
}

/** As the file says, else three twenty-thirds, half up. */
function gstOf(given: string | undefined, amount: bigint): bigint {
  if (given !== undefined && given !== '') return centsIn(given);
  const size = amount < 0n ? -amount : amount;
  const gst = (size * 6n + 23n) / 46n;
  return amount < 0n ? -gst : gst;
}

function centsIn(text = '0.00'): bigint {
  return BigInt(text.replace('.', ''));
}

function monthEnd(date: string): string {
  return date.startsWith('2026-05') ? '2026-05-31' : '2026-06-30';
}
