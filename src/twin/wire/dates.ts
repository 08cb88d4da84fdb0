/** Xero's JSON dialect: a calendar date is midnight UTC of that date. */
export function msDate(date: string): string {
  return `/Date(${Date.parse(`${date}T00:00:00Z`)}+0000)/`;
}

export function msMoment(milliseconds: number): string {
  return `/Date(${milliseconds}+0000)/`;
}

export function dateString(date: string): string {
  return `${date}T00:00:00`;
}

/**
 * Reads a date as Xero's requests may write it: `2026-01-31`, an ISO moment, or `/Date(ms)/`.
 * A moment with an offset becomes its UTC date, which is how a local midnight loses a day.
 */
export function parseDate(text: string): string | undefined {
  const microsoft = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text);
  if (microsoft !== null) return dateOfMoment(Number(microsoft[1]));
  const iso = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
    text,
  );
  if (iso?.[1] === undefined || !isCalendarDate(iso[1])) return undefined;
  return iso[3] === undefined ? iso[1] : dateOfMoment(Date.parse(text));
}

export function isCalendarDate(text: string): boolean {
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && dateOfMoment(milliseconds) === text;
}

function dateOfMoment(milliseconds: number): string | undefined {
  const moment = new Date(milliseconds);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString().slice(0, 10);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `24 April 2019`, as reports print it. */
export function longDate(date: string): string {
  return `${Number(date.slice(8))} ${monthName(date)} ${date.slice(0, 4)}`;
}

/** `31-Mar-2026`, as messages about lock dates print it. */
export function shortDate(date: string): string {
  return `${date.slice(8)}-${monthName(date).slice(0, 3)}-${date.slice(0, 4)}`;
}

function monthName(date: string): string {
  return MONTHS[Number(date.slice(5, 7)) - 1] ?? '';
}

/** Xero's names of time zones that the seeds use, with the names that this machine knows. */
const ZONES: Record<string, string> = {
  NEWZEALANDSTANDARDTIME: 'Pacific/Auckland',
  AUSEASTERNSTANDARDTIME: 'Australia/Sydney',
  EASTERNSTANDARDTIME: 'America/New_York',
  GMTSTANDARDTIME: 'Europe/London',
};

/** Today where the organisation is. */
export function todayIn(timezone: string, now: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONES[timezone] ?? 'UTC' }).format(now);
}
