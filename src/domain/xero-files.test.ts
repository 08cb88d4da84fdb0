import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../test/domain/plan-of.ts';
import { csvText, fileDate, harmlessText, packGroups } from './xero-files.ts';

describe('a file for Xero', () => {
  it('quotes what a comma, a quote or a line break would tear apart, and blanks at the ends', () => {
    const row = ['plain', 'a,b', 'say "x"', 'two\nlines', ' =1', ''];
    expect(csvText(['One', '*Two'], [row])).toBe(
      'One,*Two\r\nplain,"a,b","say ""x""","two\nlines"," =1",\r\n',
    );
  });

  it.each([
    ['NZ', '31/05/2026'],
    ['AU', '31/05/2026'],
    ['GB', '31/05/2026'],
    ['US', '31 May 2026'],
    ['', '31 May 2026'],
  ])('writes a day in %s as %s', (country, expected) => {
    expect(fileDate(day('2026-05-31'), country)).toBe(expected);
  });

  it.each(['=1', '+1', '-1', '@a', '\tx', '\rx'])('gives %j no way to run', (text) => {
    expect(harmlessText(text)).toBe(` ${text}`);
    expect(harmlessText(`a${text}`)).toBe(`a${text}`);
  });

  it('holds as many whole groups as fit, in their order', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 60 });
    fc.assert(
      fc.property(sizes, (groups) => {
        const runs = packGroups(groups, { sizeOf: (size) => size, most: 300 });
        const totals = runs.map((run) => run.reduce((sum, size) => sum + size, 0));
        expect(runs.flat()).toEqual(groups);
        expect(totals.every((total) => total <= 300)).toBe(true);
        for (const [at, run] of runs.slice(1).entries()) {
          expect((totals[at] ?? 0) + (run[0] ?? 0)).toBeGreaterThan(300);
        }
      }),
    );
  });
});
