import { expect, it } from 'vitest';
import type { AccountingDate } from '../../domain/dates.ts';
import { anyOf, dateBetween, equals } from './where.ts';

it.each([
  ['May [20260531.001/1 a1b2c3d4e5]', 'Narration=="May [20260531.001/1 a1b2c3d4e5]"'],
  ['a "quoted" word', 'Narration=="a \\"quoted\\" word"'],
  ['a \\ backslash', 'Narration=="a \\\\ backslash"'],
  ['" OR Narration!="', 'Narration=="\\" OR Narration!=\\""'],
])('escapes %s', (text, where) => {
  expect(equals('Narration', text)).toBe(where);
});

it('writes a range of dates and alternatives as Xero reads them', () => {
  const range = dateBetween('Date', '2026-01-31' as AccountingDate, '2026-02-01' as AccountingDate);
  expect(range).toBe('Date>=DateTime(2026,01,31) AND Date<=DateTime(2026,02,01)');
  expect(anyOf(['A=="1"', 'A=="2"'])).toBe('A=="1" OR A=="2"');
});
