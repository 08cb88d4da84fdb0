import { type AccountingDate, addDays, laterDate } from './dates.ts';
import type { Organisation } from './organisation.ts';

/**
 * The last locked day: the later of Xero's two lock dates, whatever the user's role allows there,
 * and of our own closed accounting period. A date on or before it is locked (ACCOUNTING 3.8).
 */
export function lockedUpTo(
  organisation: Pick<Organisation, 'periodLockDate' | 'endOfYearLockDate'>,
  closedUpTo: AccountingDate | undefined,
): AccountingDate | undefined {
  return laterDate(
    laterDate(organisation.periodLockDate, organisation.endOfYearLockDate),
    closedUpTo,
  );
}

/** Whether a date lies on or before the last locked day. */
export function isLocked(date: AccountingDate, locked: AccountingDate | undefined): boolean {
  return locked !== undefined && date <= locked;
}

/** The day after all locks. */
export function firstOpenDay(locked: AccountingDate): AccountingDate {
  return addDays(locked, 1);
}
