import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import { makeFolder } from '../sqlite/make-folder.ts';
import type { Act } from './act.ts';
import { STORE_FILE } from './open.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/**
 * Writes a whole and consistent copy of an embedded store into a new file, while others go on
 * writing. The copy is marked: it sends nothing before it is told that it is the live one.
 * Problems: `backup.embedded_only`, `backup.file_exists`.
 */
export async function backUp(store: Store, act: Act, file: string): Promise<Outcome<undefined>> {
  const { sqlite } = store;
  if (sqlite === undefined) return fail(problem('backup.embedded_only'));
  if (existsSync(file)) return fail(problem('backup.file_exists', { file }));
  await store.transact(act, async (_, audit) => audit('store.backed_up', 'store', { file }));
  const unfinished = `${file}.part`;
  rmSync(unfinished, { force: true });
  sqlite.prepare('vacuum into ?').run(unfinished);
  markCopy(unfinished, act.at);
  renameSync(unfinished, file);
  return succeed(undefined);
}

/** What a restore put in place. */
export interface Restored {
  readonly backedUpAt: Instant;
  /** Where the store went that was there before; undefined where there was none. */
  readonly replaced: string | undefined;
}

/**
 * Puts a backup in the place of a data folder's store, which must not be in use. Problems:
 * `restore.not_a_backup`, `restore.store_exists`, `restore.in_use`.
 */
export function restoreBackup(given: {
  readonly file: string;
  readonly folder: string;
  readonly isReplacing: boolean;
  readonly at: Instant;
}): Outcome<Restored> {
  const { file, folder, isReplacing, at } = given;
  const backedUpAt = existsSync(file) ? backupMoment(file) : undefined;
  if (backedUpAt === undefined) return fail(problem('restore.not_a_backup', { file }));
  const place = join(folder, STORE_FILE);
  const isThere = existsSync(place);
  if (isThere && !isReplacing) return fail(problem('restore.store_exists', { folder }));
  if (isThere && isInUse(place)) return fail(problem('restore.in_use', { folder }));
  const replaced = isThere ? `${place}.before-restore-${at.replaceAll(/\D/g, '')}` : undefined;
  const copy = `${place}.part`;
  makeFolder(folder);
  rmSync(copy, { force: true });
  const source = new DatabaseSync(file, { readOnly: true });
  source.prepare('vacuum into ?').run(copy);
  source.close();
  if (replaced !== undefined) setAside(place, replaced);
  renameSync(copy, place);
  return succeed({ backedUpAt, replaced });
}

/** When the backup was made of which this store is a copy; undefined for the live store of a mode. */
export async function restoredFrom(
  reader: Kysely<Database>,
  mode: Mode,
): Promise<Instant | undefined> {
  const query = reader.selectFrom('restored_copy').select('backed_up_at').where('mode', '=', mode);
  return (await query.executeTakeFirst())?.backed_up_at as Instant | undefined;
}

/** From now on this store is the live one of its mode. */
export async function markLive(store: Store, act: Act): Promise<void> {
  await store.transact(act, async (tx, audit) => {
    await tx.deleteFrom('restored_copy').where('mode', '=', act.mode).execute();
    await audit('store.live', 'store');
  });
}

function markCopy(file: string, at: Instant): void {
  const copy = new DatabaseSync(file);
  const insert = copy.prepare('insert or replace into restored_copy values (?, ?)');
  for (const mode of ['production', 'test'] satisfies Mode[]) insert.run(mode, at);
  copy.close();
}

function backupMoment(file: string): Instant | undefined {
  const backup = new DatabaseSync(file, { readOnly: true });
  try {
    const isWhole = Object.values(backup.prepare('pragma integrity_check').get() ?? {})[0] === 'ok';
    const row = backup.prepare('select max(backed_up_at) as at from restored_copy').get();
    return isWhole ? ((row?.at ?? undefined) as Instant | undefined) : undefined;
  } catch {
    return undefined;
  } finally {
    backup.close();
  }
}

/** A program that goes on with a file that was moved away would export beside the restored one. */
function isInUse(place: string): boolean {
  const store = new DatabaseSync(place, { timeout: 0 });
  try {
    store.exec('pragma locking_mode = exclusive');
    store.exec('begin exclusive');
    store.exec('commit');
    return false;
  } catch {
    return true;
  } finally {
    store.close();
  }
}

/** Folds its log into the file first, so that one file is the whole store. */
function setAside(place: string, replaced: string): void {
  const store = new DatabaseSync(place);
  store.exec('pragma wal_checkpoint(truncate)');
  store.close();
  renameSync(place, replaced);
  for (const rest of ['-wal', '-shm']) rmSync(`${place}${rest}`, { force: true });
}
