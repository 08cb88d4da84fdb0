import { dateFrom, dateNumber } from '../domain/dates.ts';

/** A day as a whole number (20260531), or undefined where the text is no day in the format. */
export type DateReader = (text: string) => number | undefined;

const TOKEN = /YYYY|YY|MM|M|DD|D/g;

const PATTERNS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<year>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
};

/** Reads dates in a format such as DD/MM/YYYY; undefined where the format cannot be understood. */
export function dateReader(format: string): DateReader | undefined {
  const tokens = format.match(TOKEN) ?? [];
  if (
    tokens
      .map((token) => token[0])
      .toSorted()
      .join('') !== 'DMY'
  )
    return undefined;
  if (/[A-Za-z0-9]/.test(format.replaceAll(TOKEN, ''))) return undefined;
  const pattern = new RegExp(
    `^${format
      .split(/(YYYY|YY|MM|M|DD|D)/)
      .map((part) => PATTERNS[part] ?? part.replaceAll(/[^\w\s]/g, '\\$&'))
      .join('')}$`,
  );
  return remembering((text) => dayOf(pattern.exec(text)?.groups));
}

function dayOf(parts: Record<string, string> | undefined): number | undefined {
  if (parts === undefined) return undefined;
  const { year = '', month, day } = parts;
  const date = dateFrom(fullYear(year), Number(month), Number(day));
  return date === undefined ? undefined : dateNumber(date);
}

/** Two digits: 00 to 68 lie in this century, 69 to 99 in the last. */
function fullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) <= 68 ? 2000 : 1900);
}

const REMEMBERED = 5000;

/** A file has many rows and few days. */
function remembering(read: DateReader): DateReader {
  const known = new Map<string, number>();
  return (text) => {
    const day = known.get(text);
    if (day !== undefined) return day;
    const found = read(text);
    if (found === undefined) return undefined;
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, found);
    return found;
  };
}

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** True for a moment with its zone, such as 2026-05-31T09:30:00+12:00. */
export function isMoment(text: string): boolean {
  const match = MOMENT.exec(text);
  if (match === null) return false;
  const [, year, month, day, hour, minute, second = '0'] = match;
  return (
    dateFrom(Number(year), Number(month), Number(day)) !== undefined &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60
  );
}
