import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type Dialect, Kysely, type PGlite } from 'kysely';
import { makeFolder } from '../sqlite/make-folder.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { centsPlugin } from './cents-plugin.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { pgliteDialect, postgresDialect } from './postgres-dialect.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { type Store, transactOn } from './store.ts';
import { asRefusal } from './store-fault.ts';

export type StorePlace = { folder: string } | { databaseUrl: string } | { pglite: PGlite };

/** The embedded store in its data folder. */
export const STORE_FILE = 'tieout.sqlite';

const CACHE_MEGABYTES = 128;

/**
 * Opens the store, making or migrating it as needed. Throws a `Refusal` (`store.newer_version`)
 * where a newer program wrote it.
 */
export async function openStore(
  place: StorePlace,
  migrations?: readonly Migration[],
): Promise<Store> {
  if ('folder' in place) return openFolder(place.folder, migrations);
  if ('databaseUrl' in place) {
    const where = new URL(place.databaseUrl).host;
    return openPostgres(postgresDialect(place.databaseUrl), where, migrations);
  }
  return openPostgres(pgliteDialect(place.pglite), 'PGlite', migrations);
}

async function openFolder(folder: string, migrations?: readonly Migration[]): Promise<Store> {
  makeFolder(folder);
  const path = join(folder, STORE_FILE);
  const sqlite = openSqlite(path, { cacheMegabytes: CACHE_MEGABYTES });
  const writer = kyselyOn(sqliteDialect(sqlite));
  try {
    const keepCopy = (version: number) => copyTo(sqlite, join(folder, `before-${version}.sqlite`));
    await migrate(writer, { engine: 'sqlite', place: folder, keepCopy, ...given(migrations) });
  } catch (error) {
    await writer.destroy();
    throw error;
  }
  const reader = kyselyOn(sqliteDialect(openSqlite(path, { readOnly: true })));
  return {
    engine: 'sqlite',
    reader,
    sqlite,
    transact: whileItKeeps(writer, folder),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

async function openPostgres(
  dialect: Dialect,
  place: string,
  migrations?: readonly Migration[],
): Promise<Store> {
  const database = kyselyOn(dialect);
  try {
    const keepCopy = () => undefined;
    await migrate(database, { engine: 'postgres', place, keepCopy, ...given(migrations) });
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return {
    engine: 'postgres',
    reader: database,
    sqlite: undefined,
    transact: whileItKeeps(database, place),
    close: () => database.destroy(),
  };
}

/**
 * Writes until the disk fails once: what a second try would say of pages that were lost on the first
 * one cannot be trusted.
 */
function whileItKeeps(writer: Kysely<Database>, place: string): Store['transact'] {
  let broken: Refusal | undefined;
  return async (act, work) => {
    if (broken !== undefined) throw broken;
    try {
      return await transactOn(writer, act, work);
    } catch (error) {
      const told = asRefusal(error, place);
      if (told instanceof Refusal && told.problem.code === 'store.disk_broken') broken = told;
      throw told;
    }
  };
}

function kyselyOn(dialect: Dialect): Kysely<Database> {
  return new Kysely<Database>({ dialect, plugins: [centsPlugin] });
}

/** A whole and consistent copy; a half-written one never stands under the final name. */
function copyTo(sqlite: DatabaseSync, path: string): void {
  const unfinished = `${path}.part`;
  if (existsSync(unfinished)) rmSync(unfinished);
  sqlite.prepare('vacuum into ?').run(unfinished);
  renameSync(unfinished, path);
}

function given(migrations: readonly Migration[] | undefined): {
  migrations?: readonly Migration[];
} {
  return migrations === undefined ? {} : { migrations };
}
