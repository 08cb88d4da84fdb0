import { type AccountingDate, addDays, dayNumber, endOfMonth } from '../domain/dates.ts';

/** One day of the lender's life. */
export interface SampleDay {
  /** 0 for the first day. */
  readonly index: number;
  readonly date: AccountingDate;
  /** Monday to Friday: banks collect and pay out. */
  readonly isWorkingDay: boolean;
  readonly dayOfMonth: number;
  /** Days of the month whose monthly payments fall due today: a weekend's wait for Monday. */
  readonly collects: readonly number[];
}

/** All days of so many calendar months, that of the first day counted. */
export function samplePeriod(from: AccountingDate, months: number): SampleDay[] {
  const to = lastDay(from, months);
  const days: SampleDay[] = [];
  let waiting: number[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const dayOfMonth = Number(date.slice(8));
    const isWorkingDay = weekday(date) < 5;
    waiting.push(dayOfMonth);
    const collects = isWorkingDay ? waiting : [];
    days.push({ index: days.length, date, isWorkingDay, dayOfMonth, collects });
    if (isWorkingDay) waiting = [];
  }
  return days;
}

function lastDay(from: AccountingDate, months: number): AccountingDate {
  let last = endOfMonth(from);
  for (let month = 1; month < months; month += 1) last = endOfMonth(addDays(last, 1));
  return last;
}

/** 0 is Monday: 1 January 1900, day 0 of the count, was one. */
function weekday(date: AccountingDate): number {
  return dayNumber(date) % 7;
}
