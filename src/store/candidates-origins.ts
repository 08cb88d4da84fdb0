import { type Kysely, sql } from 'kysely';
import type { Bundle } from '../domain/bundle.ts';
import { dateNumber } from '../domain/dates.ts';
import type { RawBundle, SpecialCases } from './raw-bundle.ts';
import type { Database } from './schema.ts';

/** What the originals of reversals tell, by the row of the original. */
export interface Origins {
  /** Bundles of originals that are planned now. */
  readonly keys: ReadonlyMap<number, number>;
  /** Originals dated after the cut-off. */
  readonly waiting: ReadonlySet<number>;
  /** The bank account that moved the money; a reversal takes it, whatever its own column says. */
  readonly bankAccounts: ReadonlyMap<number, Bundle['bankAccount']>;
}

interface OriginRow {
  row_id: number;
  date: number;
  bank_account_id: number;
  reversal_of_row_id: number | null;
}

const ROWS_AT_ONCE = 500;

/** Looks at the originals of reversals (ACCOUNTING 2.5). */
export async function loadOrigins(
  reader: Kysely<Database>,
  { candidates, query, names }: SpecialCases,
  bundles: readonly RawBundle[],
): Promise<Origins> {
  const originals = bundles.flatMap((one) => (one.reversalOf === null ? [] : [one.reversalOf]));
  const keys = new Map<number, number>();
  for (let start = 0; start < originals.length; start += ROWS_AT_ONCE) {
    const ids = originals.slice(start, start + ROWS_AT_ONCE);
    const planned = await sql<{ row_id: number; bundle_key: number }>`
      select t.row_id, ${candidates.bundleKey} as bundle_key from loan_transaction t
      join loan_account a on a.loan_account_id = t.loan_account_id
      where ${candidates.where} and t.row_id in (${sql.join(ids)})`.execute(reader);
    for (const row of planned.rows) keys.set(row.row_id, row.bundle_key);
  }
  const rows = await readOrigins(reader, originals);
  const upTo = dateNumber(query.upTo);
  const waiting = originals.filter((rowId) => (rows.get(rowId)?.date ?? 0) > upTo);
  const bankAccounts = originals.map((rowId) => {
    const itemId = firstOf(rowId, rows)?.bank_account_id ?? 0;
    return [rowId, names.bankAccounts.get(itemId)] as const;
  });
  return { keys, waiting: new Set(waiting), bankAccounts: new Map(bankAccounts) };
}

/** Rows by their id, and what those among them that are reversals took back. */
async function readOrigins(
  reader: Kysely<Database>,
  rowIds: readonly number[],
): Promise<Map<number, OriginRow>> {
  const found = new Map<number, OriginRow>();
  let wanted = [...new Set(rowIds)];
  while (wanted.length > 0) {
    const ids = wanted.slice(0, ROWS_AT_ONCE);
    const rows = await sql<OriginRow>`select row_id, date, bank_account_id, reversal_of_row_id
      from loan_transaction where row_id in (${sql.join(ids)})`.execute(reader);
    for (const row of rows.rows) found.set(row.row_id, row);
    const before = rows.rows.flatMap((row) => row.reversal_of_row_id ?? []);
    wanted = [...wanted.slice(ROWS_AT_ONCE), ...before.filter((rowId) => !found.has(rowId))];
  }
  return found;
}

/** The row at the start of a chain of reversals. */
function firstOf(rowId: number, rows: ReadonlyMap<number, OriginRow>): OriginRow | undefined {
  const row = rows.get(rowId);
  const before = row?.reversal_of_row_id ?? undefined;
  return before === undefined ? row : firstOf(before, rows);
}
