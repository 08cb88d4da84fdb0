import { type Kysely, sql } from 'kysely';
import type { Catalog } from '../domain/catalog.ts';
import type { ForeignRows } from '../domain/check-currency.ts';
import type { Stream } from '../domain/settings.ts';
import { type CandidateQuery, candidateSql } from './candidate-sql.ts';
import type { Database } from './schema.ts';

/** Which rows a plan asks for, and the currency that they should be in. */
export type ForeignQuery = CandidateQuery & {
  readonly streams: readonly Stream[];
  readonly bookCurrency: string;
};

/** Imports in another currency with rows that wait in one of the streams; nil amounts are in any. */
export async function loadForeignRows(
  reader: Kysely<Database>,
  { streams, bookCurrency, ...query }: ForeignQuery,
  catalog: Catalog,
): Promise<ForeignRows[]> {
  const imports = await foreignImports(reader, bookCurrency);
  if (imports.length === 0) return [];
  const waiting = await Promise.all(
    streams.map((stream) => candidateSql(reader, { ...query, stream }, catalog)),
  );
  const conditions = waiting.flatMap((one) => (one === undefined ? [] : [sql`(${one.where})`]));
  if (conditions.length === 0) return [];
  const found: ForeignRows[] = [];
  for (const { first_row_id, last_row_id, ...own } of imports) {
    const { rows } = await sql<{ rows: number }>`select count(*) as rows from loan_transaction t
      join loan_account a on a.loan_account_id = t.loan_account_id
      where t.row_id between ${first_row_id} and ${last_row_id} and t.amount_cents <> 0
        and (${sql.join(conditions, sql` or `)})`.execute(reader);
    found.push({ ...own, rows: rows[0]?.rows ?? 0 });
  }
  return found.filter((one) => one.rows > 0);
}

function foreignImports(reader: Kysely<Database>, bookCurrency: string) {
  return reader
    .selectFrom('import')
    .select(['import_id as importId', 'file_name as fileName', 'currency'])
    .select(['first_row_id', 'last_row_id'])
    .where('state', '=', 'accepted')
    .where('kind', '=', 'transactions')
    .where('currency', 'not in', ['', bookCurrency])
    .orderBy('import_id')
    .execute();
}
