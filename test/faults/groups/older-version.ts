import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '../../../src/sqlite/open-sqlite.ts';
import { MIGRATIONS } from '../../../src/store/migrations/index.ts';
import { openStore, STORE_FILE } from '../../../src/store/open.ts';
import { newFolder } from '../../stores.ts';

/** Puts the books of a folder, which nobody has open, back as a program of an older version keeps them. */
export async function asOfVersion(folder: string, version: number): Promise<void> {
  const older = newFolder();
  const known = MIGRATIONS.filter((migration) => migration.version <= version);
  await (await openStore({ folder: older }, known)).close();
  const newer = join(folder, STORE_FILE);
  const database = openSqlite(join(older, STORE_FILE));
  database.exec('pragma foreign_keys = off');
  database.exec(`attach '${newer}' as newer`);
  for (const table of tablesOf(database, 'main')) copyTable(database, table);
  database.exec('detach newer');
  rmSync(newer);
  database.exec(`vacuum into '${newer}'`);
  database.close();
  rmSync(older, { recursive: true });
}

function tablesOf(database: DatabaseSync, schema: string): string[] {
  const rows = database
    .prepare(
      `select name from ${schema}.sqlite_schema
        where type = 'table' and name not like 'sqlite_%' and name <> 'schema_version'`,
    )
    .all();
  return rows.map(({ name }) => String(name));
}

/** What both versions have; rows that a migration made are those of the newer one. */
function copyTable(database: DatabaseSync, table: string): void {
  const [own, theirs] = ['main', 'newer'].map((schema) => columnsOf(database, schema, table));
  const both = own?.filter((column) => theirs?.includes(column)).join(', ');
  database.exec(`delete from main.${table}`);
  database.exec(`insert into main.${table} (${both}) select ${both} from newer.${table}`);
}

function columnsOf(database: DatabaseSync, schema: string, table: string): string[] {
  const rows = database.prepare(`pragma ${schema}.table_info(${table})`).all();
  return rows.map(({ name }) => String(name));
}
