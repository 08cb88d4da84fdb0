import type { Call } from '../calls/call.ts';
import { message } from '../messages.ts';
import { shortDate } from '../wire/dates.ts';

/** A document dated on or before a lock date may not be posted, changed or taken back. */
export function checkLockDates(call: Call, date: string, errors: Set<string>): void {
  const { organisation, role, behaviours } = call;
  const yearLock = organisation.year_lock_date;
  const periodLock = organisation.period_lock_date;
  if (yearLock !== null && date <= yearLock) {
    errors.add(message('yearLocked', shortDate(yearLock)));
    return;
  }
  const isFree = role === 'adviser' && behaviours.adviserPassesPeriodLock === 'yes';
  if (periodLock !== null && date <= periodLock && !isFree) {
    errors.add(message('periodLocked', shortDate(periodLock)));
  }
}
