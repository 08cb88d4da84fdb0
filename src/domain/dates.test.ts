import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATE_PROPERTIES } from '../../test/properties/dates.ts';
import { type AccountingDate, laterDate, parseDate, startOfFinancialYear } from './dates.ts';

describe('every date', () => {
  it.each(DATE_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 500 });
  });
});

describe('text to date', () => {
  const CASES: readonly (readonly [text: string, isDate: boolean])[] = [
    ['2026-05-31', true],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2100-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['1899-12-31', false],
    ['3000-01-01', false],
    ['31/05/26', false],
    ['20260531', false],
    ['2026-5-31', false],
    ['2026-05-31T00:00:00Z', false],
    [' 2026-05-31', false],
    ['2026-05-31\n', false],
    ['', false],
  ];
  it.each(CASES)('%j: %s', (text, isDate) => {
    expect(parseDate(text)).toBe(isDate ? text : undefined);
  });
});

describe('the financial year', () => {
  const CASES: readonly (readonly [date: string, month: number, day: number, start: string])[] = [
    ['2026-03-31', 3, 31, '2025-04-01'],
    ['2026-04-01', 3, 31, '2026-04-01'],
    ['2026-12-31', 12, 31, '2026-01-01'],
    ['2024-02-29', 2, 29, '2023-03-01'],
    ['2024-03-01', 2, 29, '2024-03-01'],
    ['2025-02-28', 2, 29, '2024-03-01'],
  ];
  it.each(CASES)('of %s with year end %s/%s starts on %s', (date, month, day, start) => {
    expect(startOfFinancialYear(date as AccountingDate, { month, day })).toBe(start);
  });
});

it('nothing counts as the earliest date', () => {
  const date = '2026-05-31' as AccountingDate;
  expect(laterDate(undefined, date)).toBe(date);
  expect(laterDate(date, undefined)).toBe(date);
  expect(laterDate(undefined, undefined)).toBeUndefined();
});
