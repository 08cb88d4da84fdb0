import { type Kysely, sql } from 'kysely';
import type { Catalog } from '../domain/catalog.ts';
import { NAMED_ROWS, type NamedRow, type PartOfRows } from '../domain/held-rows.ts';
import { type CandidateQuery, candidateSql } from './candidate-sql.ts';
import type { Database } from './schema.ts';

/** Names the first rows of parts that wait: by id, version and file. */
export async function nameRows(
  reader: Kysely<Database>,
  { query, parts }: { query: CandidateQuery; parts: readonly PartOfRows[] },
  catalog: Catalog,
): Promise<NamedRow[]> {
  const rowIds: number[] = [];
  for (const part of parts) {
    if (rowIds.length >= NAMED_ROWS) break;
    const own =
      part.bundleKey < 0 ? [-part.bundleKey] : await firstRows(reader, query, { part, catalog });
    rowIds.push(...own);
  }
  return readNames(reader, rowIds.slice(0, NAMED_ROWS));
}

/** The key of a part that sums rows is not theirs alone to tell; the store knows which rows have it. */
async function firstRows(
  reader: Kysely<Database>,
  query: CandidateQuery,
  { part, catalog }: { part: PartOfRows; catalog: Catalog },
): Promise<number[]> {
  const candidates = await candidateSql(reader, { ...query, stream: part.stream }, catalog);
  if (candidates === undefined) return [];
  const { rows } = await sql<{ row_id: number }>`select t.row_id from loan_transaction t
    join loan_account a on a.loan_account_id = t.loan_account_id
    where t.row_id between ${part.firstRow} and ${part.lastRow}
      and ${candidates.where} and ${candidates.bundleKey} = ${part.bundleKey}
    order by t.row_id limit ${sql.lit(NAMED_ROWS)}`.execute(reader);
  return rows.map((row) => row.row_id);
}

async function readNames(reader: Kysely<Database>, rowIds: readonly number[]): Promise<NamedRow[]> {
  if (rowIds.length === 0) return [];
  const ids = sql.join(rowIds);
  const { rows } = await sql<NamedRow & { row_id: number }>`
    select r.row_id, r.id, r.version, coalesce(i.file_name, '') as "fileName" from (
      select row_id, transaction_id as id, version from loan_transaction where row_id in (${ids})
      union all select row_id, entry_id as id, version from journal_entry where row_id in (${ids})) r
    left join import i on i.kind <> 'accounts'
      and r.row_id between i.first_row_id and i.last_row_id`.execute(reader);
  const byRow = new Map(rows.map(({ row_id, ...named }) => [row_id, named]));
  return rowIds.flatMap((rowId) => byRow.get(rowId) ?? []);
}
