import type { Instant } from '../domain/dates.ts';
import type { Outcome } from '../domain/problem.ts';
import { type Restored, restoreBackup } from '../store/backup.ts';

/** Puts a backup in the place of a folder's books, which must not be in use. */
export function restoreTask(asked: {
  readonly file: string;
  readonly folder: string;
  readonly isReplacing: boolean;
}): Outcome<Restored> {
  return restoreBackup({ ...asked, at: new Date().toISOString() as Instant });
}
