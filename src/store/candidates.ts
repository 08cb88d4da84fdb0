import { type Kysely, sql } from 'kysely';
import type { Bundle } from '../domain/bundle.ts';
import type { Catalog } from '../domain/catalog.ts';
import { dateOfNumber } from '../domain/dates.ts';
import type { Cents } from '../domain/money.ts';
import { invariant } from '../domain/problem.ts';
import type { Stream } from '../domain/settings.ts';
import { type CandidateQuery, type CandidateSql, candidateSql } from './candidate-sql.ts';
import { attachSpecialCases } from './candidates-special.ts';
import { loadSegments } from './catalog-reader.ts';
import type { NamesById, RawBundle } from './raw-bundle.ts';
import type { Database } from './schema.ts';

/** The bundles of rows that are not exported yet in a stream, grouped by the store. */
export async function loadBundles(
  reader: Kysely<Database>,
  query: CandidateQuery & { readonly stream: Stream },
  catalog: Catalog,
): Promise<Bundle[]> {
  const candidates = await candidateSql(reader, query, catalog);
  if (candidates === undefined) return [];
  const rows = await groupRows(reader, candidates);
  const segments = await loadSegments(reader);
  const names = namesById(catalog);
  const groups = await loadBankGroups(reader, query.stream);
  const bundles = rows.map((row): RawBundle => {
    const segment = segments.get(row.segment_id);
    const element = names.elements.get(row.element_id);
    invariant(segment !== undefined && element !== undefined, 'rows refer to kept items');
    return {
      stream: query.stream,
      turn: 1,
      bundleKey: row.bundle_key,
      date: dateOfNumber(row.date),
      lastDate: dateOfNumber(row.last_date),
      segment,
      element,
      bankAccount: names.bankAccounts.get(row.bank_account_id),
      bankGroup: groups.get(row.bank_group_id) ?? '',
      bankGroupId: row.bank_group_id,
      isSingleRow: row.bundle_key < 0,
      isReversal: row.reversal_of !== null,
      rows: row.rows,
      amount: row.amount_cents,
      gst: row.gst_cents,
      firstRow: row.first_row_id,
      lastRow: row.last_row_id,
      text: row.text ?? '',
      clientId: row.client_id ?? '',
      frozen: undefined,
      blockedBy: undefined,
      originKey: undefined,
      otherVersionKey: undefined,
      reversalOf: row.reversal_of,
      version: row.version,
      isHeld: row.is_held === 1,
    };
  });
  return attachSpecialCases(reader, { query, candidates, bundles, segments, names });
}

function namesById(catalog: Catalog): NamesById {
  return {
    elements: new Map([...catalog.elements.values()].map((one) => [one.itemId, one])),
    bankAccounts: new Map([...catalog.bankAccounts.values()].map((one) => [one.itemId, one])),
  };
}

interface GroupedRow {
  bundle_key: number;
  date: number;
  last_date: number;
  segment_id: number;
  element_id: number;
  bank_account_id: number;
  bank_group_id: number;
  rows: number;
  amount_cents: Cents;
  gst_cents: Cents;
  first_row_id: number;
  last_row_id: number;
  text: string | null;
  client_id: string | null;
  reversal_of: number | null;
  version: number;
  is_held: number;
}

/**
 * Sums up in the store what shares a bundle key, with as few columns as will do, since all of them
 * are sorted; what the rows of a bundle have in common is then read from its first row.
 */
async function groupRows(
  reader: Kysely<Database>,
  { stream, where, bundleKey, isHeld }: CandidateSql,
): Promise<GroupedRow[]> {
  const dates = stream === 'bank' ? sql`, min(t.date) as date, max(t.date) as last_date` : sql``;
  const client =
    stream === 'bank'
      ? sql`, case when min(a.client_id) = max(a.client_id) then min(a.client_id) else '' end
          as client_id`
      : sql``;
  const ofBank = stream === 'bank' ? sql`g.date, g.last_date, g.client_id` : ONE_DATE;
  const result = await sql<GroupedRow>`
    select g.bundle_key, g.rows, g.amount_cents, g.gst_cents, g.first_row_id, g.last_row_id,
      ${ofBank}, a.segment_id, t.element_id, t.bank_account_id, t.bank_group_id,
      case when g.bundle_key < 0 then coalesce(t.description, t.reference) end as text,
      t.reversal_of_row_id as reversal_of, t.version, ${isHeld} as is_held
    from (select ${bundleKey} as bundle_key, count(*) as rows, sum(t.amount_cents) as amount_cents,
        sum(t.gst_cents) as gst_cents, min(t.row_id) as first_row_id, max(t.row_id) as last_row_id
        ${dates}${client}
      from loan_transaction t join loan_account a on a.loan_account_id = t.loan_account_id
      where ${where} group by 1) g
    join loan_transaction t on t.row_id = g.first_row_id
    join loan_account a on a.loan_account_id = t.loan_account_id
    order by g.first_row_id`.execute(reader);
  return result.rows;
}

/** A journal bundle has one date; clients stand in bank documents alone. */
const ONE_DATE = sql`t.date, t.date as last_date, '' as client_id`;

async function loadBankGroups(
  reader: Kysely<Database>,
  stream: Stream,
): Promise<ReadonlyMap<number, string>> {
  if (stream === 'journals') return new Map();
  const rows = await reader.selectFrom('bank_group').selectAll().execute();
  return new Map(rows.map((row) => [row.bank_group_id, row.name]));
}
