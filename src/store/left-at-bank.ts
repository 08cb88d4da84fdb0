import { type Kysely, sql } from 'kysely';
import type { Catalog } from '../domain/catalog.ts';
import { dateNumber, dateOfNumber } from '../domain/dates.ts';
import type { Cents } from '../domain/money.ts';
import type { LeftAtBank } from '../domain/tie-out-waiting.ts';
import { entriesLeftAtBank } from './candidate-entries.ts';
import { type CandidateQuery, MODE_NUMBERS } from './candidate-sql.ts';
import { loadVersions } from './candidates-versions.ts';
import { loadSegments } from './catalog-reader.ts';
import { chunksOf } from './chunks.ts';
import type { Database } from './schema.ts';

/** What exported rows left at the bank that their newest versions no longer have there. */
export async function loadLeftAtBank(
  reader: Kysely<Database>,
  query: CandidateQuery,
  catalog: Catalog,
): Promise<LeftAtBank[]> {
  const rowIds = [
    ...(await transactionsLeftAtBank(reader, query)),
    ...(await entriesLeftAtBank(reader, query, catalog)),
  ];
  const left: LeftAtBank[] = [];
  for (const some of chunksOf(rowIds, ROWS_AT_ONCE))
    left.push(...(await readSides(reader, query, some)));
  return left;
}

const ROWS_AT_ONCE = 500;

async function transactionsLeftAtBank(
  reader: Kysely<Database>,
  query: CandidateQuery,
): Promise<number[]> {
  const { leftAtBank } = await loadVersions(reader, query);
  if (leftAtBank.length === 0) return [];
  const segments = await loadSegments(reader);
  return leftAtBank
    .filter((row) => segments.get(row.segment_id)?.entity === query.entity)
    .map((row) => row.row_id);
}

interface SideRow {
  id: string;
  version: number;
  date: number;
  account: string;
  amount_cents: Cents;
  gst_cents: Cents;
}

/** A side of a bundle applies its sign to each row; a side of an entry has its own amount. */
async function readSides(
  reader: Kysely<Database>,
  { mode, upTo }: CandidateQuery,
  rowIds: readonly number[],
): Promise<LeftAtBank[]> {
  const { rows } = await sql<SideRow>`
    select coalesce(t.transaction_id, e.entry_id) as id, coalesce(t.version, e.version) as version,
      coalesce(t.date, e.date) as date, s.sent_account as account,
      coalesce(s.sign * t.amount_cents, s.amount_cents) as amount_cents,
      coalesce(s.sign * s.carries_gst * t.gst_cents, s.gst_cents) as gst_cents
    from claim c
    join bundle_side s on s.batch_id = c.batch_id and s.stream = c.stream and s.turn = c.turn
      and s.bundle_key = c.bundle_key
    left join loan_transaction t on t.row_id = c.row_id
    left join journal_entry e on e.row_id = c.row_id
    where c.mode = ${MODE_NUMBERS[mode]} and c.stream = 2 and c.turn = 1
      and c.row_id in (${sql.join(rowIds)})
      and coalesce(t.date, e.date) <= ${dateNumber(upTo)}`.execute(reader);
  return rows.map(({ id, version, date, account, amount_cents, gst_cents }) => ({
    of: `version ${version} of ${id}, at the bank`,
    date: dateOfNumber(date),
    account,
    amount: amount_cents,
    gst: gst_cents,
  }));
}
