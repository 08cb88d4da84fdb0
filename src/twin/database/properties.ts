import type { DatabaseSync } from 'node:sqlite';
import { first, run } from './statements.ts';

/** Small settings of the twin, kept as JSON by name. */
export function readProperty<Value>(books: DatabaseSync, name: string): Value | undefined {
  const row = first<{ value: string }>(books, 'select value from property where name = ?', name);
  return row === undefined ? undefined : (JSON.parse(row.value) as Value);
}

export function writeProperty(books: DatabaseSync, name: string, value: unknown): void {
  run(
    books,
    'insert into property values (?, ?) on conflict (name) do update set value = excluded.value',
    name,
    JSON.stringify(value),
  );
}
