import fc from 'fast-check';
import {
  type AccountingDate,
  addDays,
  dateFrom,
  dateNumber,
  dateOfNumber,
  dayNumber,
  endOfMonth,
  laterDate,
  parseDate,
  startOfFinancialYear,
} from '../../src/domain/dates.ts';
import type { NamedProperty } from './named-property.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(1900, 0, 1) / DAY_MS;
const LAST = Date.UTC(2999, 11, 31) / DAY_MS;

const day = fc.integer({ min: FIRST, max: LAST });
const yearEnd = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 31 }),
});

/** What holds for every date, with the calendar of JavaScript in UTC as the second opinion. */
export const DATE_PROPERTIES: readonly NamedProperty[] = [
  {
    name: 'a text is a date exactly where the calendar has that day',
    property: fc.property(
      fc.integer({ min: 1900, max: 2999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (year, month, dayOfMonth) => {
        const text = [year, String(month).padStart(2, '0'), String(dayOfMonth).padStart(2, '0')];
        const written = text.join('-');
        const exists = textOfDay(Date.UTC(year, month - 1, dayOfMonth) / DAY_MS) === written;
        const expected = exists ? written : undefined;
        return parseDate(written) === expected && dateFrom(year, month, dayOfMonth) === expected;
      },
    ),
  },
  {
    name: 'days count as the calendar counts them',
    property: fc.property(day, (number) => dayNumber(dateOfDay(number)) === number - FIRST),
  },
  {
    name: 'adding days moves along the calendar, forward and back',
    property: fc.property(day, day, (from, to) => {
      const moved = addDays(dateOfDay(from), to - from);
      return moved === textOfDay(to) && addDays(moved, from - to) === textOfDay(from);
    }),
  },
  {
    name: 'the end of a month is the day before the next one begins',
    property: fc.property(day, (number) => {
      const moment = new Date(number * DAY_MS);
      const end = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0) / DAY_MS;
      return endOfMonth(dateOfDay(number)) === textOfDay(end);
    }),
  },
  {
    name: 'the order of texts, of numbers and of days is the same',
    property: fc.property(day, day, (first, second) => {
      const [one, other] = [dateOfDay(first), dateOfDay(second)];
      return (
        one < other === first < second &&
        dateNumber(one) < dateNumber(other) === first < second &&
        laterDate(one, other) === textOfDay(Math.max(first, second)) &&
        dateOfNumber(dateNumber(one)) === one
      );
    }),
  },
  {
    name: 'a financial year begins after the last year end before the date',
    property: fc.property(day, yearEnd, (number, end) => {
      fc.pre(number - FIRST > 366);
      const start = startOfFinancialYear(dateOfDay(number), end);
      let before = number - 1;
      while (!isYearEnd(before, end)) before -= 1;
      return start === textOfDay(before + 1);
    }),
  },
];

/** A year that ends on a day which its month does not have ends on the month's last day. */
function isYearEnd(number: number, { month, day: dayOfMonth }: { month: number; day: number }) {
  const moment = new Date(number * DAY_MS);
  if (moment.getUTCMonth() + 1 !== month) return false;
  const lastDay = new Date(Date.UTC(moment.getUTCFullYear(), month, 0)).getUTCDate();
  return moment.getUTCDate() === Math.min(dayOfMonth, lastDay);
}

function dateOfDay(number: number): AccountingDate {
  return textOfDay(number) as AccountingDate;
}

function textOfDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
