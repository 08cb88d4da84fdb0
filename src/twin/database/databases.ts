import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { immediate } from '../../sqlite/immediate.ts';
import { makeFolder } from '../../sqlite/make-folder.ts';
import { openSqlite } from '../../sqlite/open-sqlite.ts';
import {
  ADDED_COLUMNS,
  BOOKS_SCHEMA,
  COMPONENTS_UPGRADE,
  ROLES_UPGRADE,
  TRAFFIC_SCHEMA,
} from './schema.ts';
import { first } from './statements.ts';

export interface Databases {
  /** Durable: one commit per writing call. */
  books: DatabaseSync;
  /** Shared by all processes of a folder, and quick, since a crash may lose it. */
  traffic: DatabaseSync;
}

/** Opens the twin kept in `folder`, or one in memory. Several processes may share a folder. */
export function openDatabases(folder: string | undefined): Databases {
  if (folder !== undefined) makeFolder(folder);
  const path = (name: string) => (folder === undefined ? ':memory:' : join(folder, name));
  const books = openSqlite(path('books.db'), { cacheMegabytes: 32 });
  const traffic = openSqlite(path('traffic.db'));
  traffic.exec('pragma synchronous = normal');
  immediate(books, () => prepareBooks(books));
  immediate(traffic, () => traffic.exec(TRAFFIC_SCHEMA));
  return { books, traffic };
}

export function closeDatabases(databases: Databases): void {
  databases.books.close();
  databases.traffic.close();
}

/** Empties every table in place, so that other processes of the folder see the same new start. */
export function emptyDatabases(databases: Databases): void {
  for (const database of [databases.books, databases.traffic]) {
    immediate(database, () => {
      database.exec('pragma defer_foreign_keys = on');
      const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
      for (const table of tables) database.exec(`delete from "${String(table.name)}"`);
    });
  }
}

function prepareBooks(books: DatabaseSync): void {
  books.exec(BOOKS_SCHEMA);
  const sql = "select name from pragma_table_info('person') where name = 'is_adviser'";
  if (first(books, sql) !== undefined) books.exec(ROLES_UPGRADE);
  books.exec(COMPONENTS_UPGRADE);
  for (const [table, column, definition] of ADDED_COLUMNS) {
    const known = first(books, 'select 1 from pragma_table_info(?) where name = ?', table, column);
    if (known === undefined) books.exec(`alter table ${table} add column ${column} ${definition}`);
  }
}
