import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { problem } from '../domain/problem.ts';
import { csvCell, PROBLEM_HEADER, problemLine } from './problem-line.ts';

describe('a list of problems as CSV', () => {
  it.each([
    ['=cmd|x', "'=cmd|x"],
    ['+1+2', "'+1+2"],
    ['@sum', "'@sum"],
    ['-1+2', "'-1+2"],
    ['-12.50', '-12.50'],
    ['\tx', '"\'\tx"'],
    ['a"b', '"a""b"'],
    ['a,b', '"a,b"'],
    ['plain', 'plain'],
  ])('writes %j as %s', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('has line, column and value of each problem in columns of their own', () => {
    const facts = { row: 7, column: 'element', value: '=A1' };
    const [header, line] = parse(PROBLEM_HEADER + problemLine(problem('element.unknown', facts)));
    expect(header).toEqual(['row', 'column', 'value', 'code', 'message', 'remedy']);
    expect(line?.slice(0, 5)).toEqual([
      '7',
      'element',
      "'=A1",
      'element.unknown',
      'Line 7: there is no element "=A1".',
    ]);
  });
});
