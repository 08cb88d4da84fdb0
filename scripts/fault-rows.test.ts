import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkFaultRows } from './fault-rows.ts';
import { readSourceFiles } from './source-files.ts';

const FILES = readSourceFiles(join(import.meta.dirname, '..'));

it('finds a test for every row of faults', () => {
  expect(checkFaultRows(FILES)).toEqual([]);
});

it('names the rows that no test is named after, and counts no other text', () => {
  const renamed = FILES.map(({ path, text }) => ({
    path,
    text: text.replaceAll(/\bA14: /g, 'A14 ').replaceAll(/\bF9: /g, ' F9: '),
  }));
  expect(checkFaultRows(renamed).map(({ what }) => what)).toEqual([
    "no test's name begins with A14, F9",
  ]);
});
