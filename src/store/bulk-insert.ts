import type { SQLInputValue } from 'node:sqlite';
import { CompiledQuery, type Transaction } from 'kysely';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/** What a column holds, in the order of the values of each row. */
export type BulkColumns = Readonly<Record<string, 'whole' | 'text'>>;
export type BulkValue = string | number | bigint | null;

/**
 * Writes many rows inside a transaction: by one prepared statement on SQLite, by arrays on
 * PostgreSQL. Rows come as arrays in the order of `columns`. With `skipsTaken` a row whose key is
 * there already is left out.
 */
export async function bulkInsert(
  { store, tx }: { store: Store; tx: Transaction<Database> },
  into: { table: keyof Database; columns: BulkColumns; skipsTaken?: true },
  rows: readonly (readonly BulkValue[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(into.columns).map((name) => `"${name}"`);
  const target = `insert into "${into.table}" (${names.join(', ')})`;
  const conflict = into.skipsTaken === true ? ' on conflict do nothing' : '';
  if (store.sqlite !== undefined) {
    const values = names.map(() => '?').join(', ');
    const insert = store.sqlite.prepare(`${target} values (${values})${conflict}`);
    for (const row of rows) insert.run(...(row as SQLInputValue[]));
    return;
  }
  const arrays = Object.values(into.columns).map(
    (type, index) => `$${index + 1}::${type === 'whole' ? 'int8' : 'text'}[]`,
  );
  const columns = names.map((_, index) => rows.map((row) => row[index] ?? null));
  await tx.executeQuery(
    CompiledQuery.raw(`${target} select * from unnest(${arrays.join(', ')})${conflict}`, columns),
  );
}
