import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` in one write transaction that takes the write lock at its start, so that what it
 * reads cannot change before it writes. Commits its return value; rolls back and rethrows.
 */
export function immediate<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('begin immediate');
  try {
    const result = work();
    if (result instanceof Promise) {
      throw new TypeError('A write transaction must not wait: its work returned a promise.');
    }
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}
