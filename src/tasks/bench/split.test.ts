import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLines } from './split.ts';

function rowsOf(text: string): { rows: string[][]; end: number } {
  const rows: string[][] = [];
  const end = splitLines(text, (cells) => rows.push(cells));
  return { rows, end };
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

describe('the bare splitter', () => {
  it('takes quoted cells apart as csv-parse does', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' '), maxLength: 6 });
    const line = fc.array(cell.map(quoted), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const text = lines.map((cells) => `x,${cells.join(',')}\n`).join('');
        const expected = parse(text, { relax_column_count: true });
        expect(rowsOf(text)).toEqual({ rows: expected, end: text.length });
      }),
    );
  });

  it.each([
    ['a line without its end', 'a,b\nc,d', 4],
    ['an open quotation mark', 'a,b\n"c,d\n', 4],
    ['a quotation mark whose end may come', 'a,b\n"c"', 4],
    ['whole lines alone', 'a,b\n"c",d\n', 10],
  ])('stops before %s', (_, text, end) => {
    expect(rowsOf(text).end).toBe(end);
  });

  it.each([['a,b"c\n'], ['"a"b,c\n']])('refuses %j', (text) => {
    expect(() => rowsOf(text)).toThrow(/quotation mark/);
  });
});
