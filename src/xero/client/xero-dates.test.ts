import { expect, it } from 'vitest';
import type { Instant } from '../../domain/dates.ts';
import { formatModifiedSince, parseXeroDate, parseXeroInstant } from './xero-dates.ts';

it.each([
  ['midnight in UTC', '/Date(1546214400000+0000)/', '2018-12-31'],
  ['without a zone', '/Date(1222732800000)/', '2008-09-30'],
  ['midnight in New Zealand, summer time', '/Date(1419937200000+0000)/', '2014-12-31'],
  ['midnight in New Zealand, winter time', '/Date(1406808000000+0000)/', '2014-08-01'],
  ['midnight in Sydney', '/Date(1406815200000+0000)/', '2014-08-01'],
  ['midnight in London, summer time', '/Date(1406847600000+0000)/', '2014-08-01'],
  ['midnight in New York', '/Date(1406865600000+0000)/', '2014-08-01'],
  ['midnight in Hawaii', '/Date(1406887200000+0000)/', '2014-08-01'],
  ['before 1970', '/Date(-86400000+0000)/', '1969-12-31'],
  ['a date as text', '2026-05-31', '2026-05-31'],
  ['a date string', '2026-05-31T00:00:00', '2026-05-31'],
  ['no such day', '2026-02-30', undefined],
  ['a moment as text', '2026-05-31T10:00:00', undefined],
  ['out of range', '/Date(99999999999999999)/', undefined],
  ['nothing', '', undefined],
])('reads the date %s', (_case, text, date) => {
  expect(parseXeroDate(text)).toBe(date);
});

it.each([
  ['/Date(1777034183893+0000)/', '2026-04-24T12:36:23.893Z'],
  ['/Date(1552595972952)/', '2019-03-14T20:39:32.952Z'],
  ['2026-04-24T12:36:23', undefined],
])('reads the moment %s', (text, instant) => {
  expect(parseXeroInstant(text)).toBe(instant);
});

it('writes If-Modified-Since to the second', () => {
  expect(formatModifiedSince('2026-05-31T10:20:30.999Z' as Instant)).toBe('2026-05-31T10:20:30');
});
