/** Calendar dates as text: an accounting date has no time and no zone. */
declare const dateBrand: unique symbol;
declare const instantBrand: unique symbol;

/** A calendar date `YYYY-MM-DD`; text order is date order. */
export type AccountingDate = string & { readonly [dateBrand]: true };

/** A moment in UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
export type Instant = string & { readonly [instantBrand]: true };

/** What tells the time; an argument wherever time is needed. */
export interface Clock {
  now(): Instant;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `YYYY-MM-DD` of a day that exists, between the years 1900 and 2999; anything else is undefined. */
export function parseDate(text: string): AccountingDate | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  return dateFrom(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** A date from its parts, or undefined when there is no such day. */
export function dateFrom(year: number, month: number, day: number): AccountingDate | undefined {
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > daysInMonth(year, month)) return undefined;
  return `${year}-${pad(month)}-${pad(day)}` as AccountingDate;
}

/** The date as one whole number, 20260531; the store keeps dates so. */
export function dateNumber(date: AccountingDate): number {
  return Number(date.replaceAll('-', ''));
}

/** The date of such a number. */
export function dateOfNumber(number: number): AccountingDate {
  const text = String(number);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}` as AccountingDate;
}

/** The last day of the date's month. */
export function endOfMonth(date: AccountingDate): AccountingDate {
  const { year, month } = partsOf(date);
  return `${date.slice(0, 8)}${pad(daysInMonth(year, month))}` as AccountingDate;
}

/** The date so many days later (or earlier, when negative). */
export function addDays(date: AccountingDate, days: number): AccountingDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** The later of two dates; undefined counts as earliest. */
export function laterDate(
  first: AccountingDate | undefined,
  second: AccountingDate | undefined,
): AccountingDate | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return first > second ? first : second;
}

/** First day of the financial year that holds the date, for a year that ends on month and day. */
export function startOfFinancialYear(
  date: AccountingDate,
  yearEnd: { month: number; day: number },
): AccountingDate {
  const { year } = partsOf(date);
  const endThisYear = yearEndIn(year, yearEnd);
  return addDays(date <= endThisYear ? yearEndIn(year - 1, yearEnd) : endThisYear, 1);
}

function yearEndIn(year: number, yearEnd: { month: number; day: number }): AccountingDate {
  const day = Math.min(yearEnd.day, daysInMonth(year, yearEnd.month));
  return `${year}-${pad(yearEnd.month)}-${pad(day)}` as AccountingDate;
}

/** Days since 1900-01-01 by the proleptic Gregorian calendar. */
export function dayNumber(date: AccountingDate): number {
  const { year, month, day } = partsOf(date);
  let days = 365 * (year - 1900) + leapDaysBefore(year) - leapDaysBefore(1900) + day - 1;
  for (let earlier = 1; earlier < month; earlier += 1) days += daysInMonth(year, earlier);
  return days;
}

function fromDayNumber(days: number): AccountingDate {
  let year = 1900 + Math.floor(days / 366);
  while (dayNumber(`${year + 1}-01-01` as AccountingDate) <= days) year += 1;
  let left = days - dayNumber(`${year}-01-01` as AccountingDate);
  let month = 1;
  while (left >= daysInMonth(year, month)) {
    left -= daysInMonth(year, month);
    month += 1;
  }
  return `${year}-${pad(month)}-${pad(left + 1)}` as AccountingDate;
}

function partsOf(date: AccountingDate): { year: number; month: number; day: number } {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function leapDaysBefore(year: number): number {
  const last = year - 1;
  return Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
