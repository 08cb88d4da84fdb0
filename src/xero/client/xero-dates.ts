import { type AccountingDate, dateFrom, type Instant, parseDate } from '../../domain/dates.ts';
import type { WireDate } from '../contract/numbers.ts';

const MOMENT = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;
const DATE_STRING = /^(\d{4}-\d{2}-\d{2})(T00:00:00)?$/;
const DAY_MS = 86_400_000;
const LATEST_OFFSET_WEST_MS = 10 * 3_600_000;

/**
 * A calendar date of Xero: midnight UTC of that day. Old data may carry the midnight of the
 * organisation's own zone; up to 10:00 UTC that is a zone in the west and the same day, later it is
 * a zone in the east, where the next day has begun. Undefined when the text is no date.
 *
 * @see https://developer.xero.com/documentation/api/accounting/requests-and-responses
 */
export function parseXeroDate(text: WireDate): AccountingDate | undefined {
  const plain = DATE_STRING.exec(text)?.[1];
  if (plain !== undefined) return parseDate(plain);
  const milliseconds = momentOf(text);
  if (milliseconds === undefined) return undefined;
  const timeOfDay = ((milliseconds % DAY_MS) + DAY_MS) % DAY_MS;
  const midnight = milliseconds - timeOfDay + (timeOfDay > LATEST_OFFSET_WEST_MS ? DAY_MS : 0);
  const date = new Date(midnight);
  return dateFrom(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** A moment of Xero, milliseconds since 1970 in UTC; undefined when the text is none. */
export function parseXeroInstant(text: WireDate): Instant | undefined {
  const milliseconds = momentOf(text);
  return milliseconds === undefined ? undefined : (new Date(milliseconds).toISOString() as Instant);
}

/** The header `If-Modified-Since` as Xero reads it: UTC, whole seconds, no zone. */
export function formatModifiedSince(instant: Instant): string {
  return instant.slice(0, 19);
}

const LATEST_MOMENT_MS = 8.64e15;

function momentOf(text: string): number | undefined {
  const digits = MOMENT.exec(text)?.[1];
  const milliseconds = Number(digits);
  return digits === undefined || Math.abs(milliseconds) > LATEST_MOMENT_MS
    ? undefined
    : milliseconds;
}
