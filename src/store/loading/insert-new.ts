import { CompiledQuery } from 'kysely';
import type { ChunkWriter } from './loader.ts';

/** A table, its columns with their types on PostgreSQL, and the key that rows may not repeat. */
export interface NewRows {
  readonly table: string;
  /** The first column is the row id. */
  readonly columns: Readonly<Record<string, 'int4' | 'int8' | 'text'>>;
  readonly uniqueBy: readonly string[];
}

export type NewValue = string | number | bigint | null;

/** Writes rows whose key is new; says of each row whether it was written. */
export async function insertNew<Row>(
  { store, tx }: ChunkWriter,
  into: NewRows,
  { rows, valuesOf }: { rows: readonly Row[]; valuesOf: (row: Row, index: number) => NewValue[] },
): Promise<boolean[]> {
  if (rows.length === 0) return [];
  if (store.sqlite !== undefined) {
    const insert = store.sqlite.prepare(insertStatement(into));
    return rows.map((row, index) => insert.run(...valuesOf(row, index)).changes === 1);
  }
  const statement = `${target(into)} select * from unnest(${arraysOf(into)})
    ${onConflict(into)} returning row_id`;
  const values = rows.map(valuesOf);
  const columns = Object.keys(into.columns).map((_, index) =>
    values.map((row) => row[index] ?? null),
  );
  const written = await tx.executeQuery<{ row_id: number }>(CompiledQuery.raw(statement, columns));
  const writtenIds = new Set<NewValue | undefined>(written.rows.map((row) => row.row_id));
  return values.map((row) => writtenIds.has(row[0]));
}

/** The statement by which SQLite writes one row. */
export function insertStatement(into: NewRows): string {
  const marks = Object.keys(into.columns).map(() => '?');
  return `${target(into)} values (${marks.join(', ')}) ${onConflict(into)}`;
}

function target(into: NewRows): string {
  return `insert into ${into.table} (${Object.keys(into.columns).join(', ')})`;
}

function onConflict(into: NewRows): string {
  return `on conflict (${into.uniqueBy.join(', ')}) do nothing`;
}

function arraysOf(into: NewRows): string {
  return Object.values(into.columns)
    .map((type, index) => `$${index + 1}::${type}[]`)
    .join(', ');
}
