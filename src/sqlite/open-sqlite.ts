import { DatabaseSync } from 'node:sqlite';

export interface SqliteOptions {
  readOnly?: boolean;
  /** How long a statement waits for another process's write, in milliseconds. */
  busyTimeoutMs?: number;
  /** Page cache of this connection. */
  cacheMegabytes?: number;
  /** Pages in the write-ahead log before SQLite folds it back; 0 = never by itself. */
  walAutocheckpoint?: number;
}

/**
 * Opens a SQLite file (or ':memory:') with the settings that durability leans on, and reads each
 * one back: a file system that cannot hold them must stop the program before the first write.
 */
export function openSqlite(path: string, options: SqliteOptions = {}): DatabaseSync {
  const readOnly = options.readOnly ?? false;
  const busyTimeoutMs = options.busyTimeoutMs ?? 10_000;
  const database = new DatabaseSync(path, { readOnly, timeout: busyTimeoutMs });
  try {
    if (!readOnly) database.exec('pragma journal_mode = wal');
    database.exec('pragma synchronous = full');
    database.exec('pragma foreign_keys = on');
    if (options.cacheMegabytes !== undefined) {
      database.exec(`pragma cache_size = ${-1024 * wholeNumber(options.cacheMegabytes)}`);
    }
    if (options.walAutocheckpoint !== undefined) {
      database.exec(`pragma wal_autocheckpoint = ${wholeNumber(options.walAutocheckpoint)}`);
    }
    for (const [pragma, wanted] of expectedSettings(path, { readOnly, busyTimeoutMs })) {
      assertSetting(database, pragma, { wanted, path });
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function wholeNumber(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`A SQLite setting must be a whole number, not ${value}.`);
  }
  return value;
}

function expectedSettings(
  path: string,
  opened: { readOnly: boolean; busyTimeoutMs: number },
): [pragma: string, wanted: string[]][] {
  return [
    ['journal_mode', journalModes(path, opened.readOnly)],
    ['synchronous', ['2']],
    ['foreign_keys', ['1']],
    ['busy_timeout', [String(opened.busyTimeoutMs)]],
  ];
}

/** A database in memory has no log; a reader takes the file as its writer left it. */
function journalModes(path: string, readOnly: boolean): string[] {
  if (path === '' || path === ':memory:') return ['memory'];
  return readOnly ? ['wal', 'delete'] : ['wal'];
}

function assertSetting(
  database: DatabaseSync,
  pragma: string,
  expected: { wanted: string[]; path: string },
): void {
  const row = database.prepare(`pragma ${pragma}`).get() ?? {};
  const found = String(Object.values(row)[0]);
  if (expected.wanted.includes(found)) return;
  throw new Error(
    `SQLite keeps ${pragma} = ${found} on ${expected.path}, but ${expected.wanted.join(' or ')} is ` +
      'needed so that nothing committed is lost. Put the folder on a local disk.',
  );
}
