import { describe, expect, it } from 'vitest';
import { parseCents } from '../domain/money.ts';
import { problem } from '../domain/problem.ts';
import { countOf, groupDigits, toJson } from './figures.ts';
import { formatProblems } from './problem-text.ts';
import { formatFacts, formatTable } from './text-table.ts';

describe('figures for people', () => {
  it.each([
    ['0.00', '0.00'],
    ['999.99', '999.99'],
    ['1000.00', '1,000.00'],
    ['-1234567.89', '-1,234,567.89'],
    ['-123.45', '-123.45'],
    ['90071992547409.93', '90,071,992,547,409.93'],
  ])('%s is shown as %s', (text, shown) => {
    expect(groupDigits(text)).toBe(shown);
  });

  it('count with the right word', () => {
    expect(countOf(1, 'line')).toBe('1 line');
    expect(countOf(0, 'line')).toBe('0 lines');
    expect(countOf(1200, 'category', 'categories')).toBe('1,200 categories');
  });

  it('are text in JSON, without a comma and to the cent', () => {
    const amount = parseCents('90071992547409.93');
    expect(toJson({ amount, rows: 1000 })).toBe('{"amount":"90071992547409.93","rows":1000}');
  });
});

describe('tables for people', () => {
  it('have texts to the left, figures to the right, and no blanks at the end', () => {
    const columns = [
      { title: 'Account' },
      { title: 'Amount', isFigure: true },
      { title: 'Text' },
    ] as const;
    const rows = [
      ['090', '1,000.00', 'a'],
      ['4100', '-5.00', ''],
    ];
    expect(formatTable(columns, rows)).toBe(
      [
        'Account    Amount  Text',
        '-------  --------  ----',
        '090      1,000.00  a',
        '4100        -5.00',
      ].join('\n'),
    );
  });

  it('leave out a column that is blank in every row', () => {
    const columns = [{ title: 'A' }, { title: 'B' }];
    expect(formatTable(columns, [['x', '']])).toBe('A\n-\nx');
  });

  it('set names beside values', () => {
    const facts = [['Rows', '4'] as const, ['Taken in', '3'] as const];
    expect(formatFacts(facts)).toBe('Rows      4\nTaken in  3');
  });
});

describe('problems for people', () => {
  it('say what happened, then what to do, a common remedy once', () => {
    const problems = [
      problem('branch.unknown', { row: 2, value: 'NORTH' }),
      problem('branch.unknown', { row: 3, value: 'NORTH' }),
      problem('client_secret.missing'),
    ];
    const lines = formatProblems(problems).split('\n');
    expect(lines[0]).toBe('Line 2: there is no branch "NORTH".');
    expect(lines[1]).toBe('Line 3: there is no branch "NORTH".');
    expect(lines[2]).toMatch(/^ {2}-> Correct the branch/);
    expect(lines[3]).toBe('');
    expect(lines).toHaveLength(6);
  });

  const many = Array.from({ length: 1250 }, (_, row) =>
    problem('branch.unknown', { row, value: '' }),
  );

  it('show the first twenty, and say how many more there are and where', () => {
    expect(formatProblems(many.slice(0, 20))).not.toContain('more');
    const lines = formatProblems(many).split('\n');
    expect(lines.slice(0, 20).every((line) => line.startsWith('Line '))).toBe(true);
    expect(lines.slice(21)).toEqual(['', 'and 1,230 more: --json lists all.']);
  });

  it('name the file that lists all, where there are more than are in hand', () => {
    const all = { count: 5_000, listedIn: 'may.csv.problems.csv' };
    expect(formatProblems(many.slice(0, 1000), all)).toMatch(
      /\nand 4,980 more: may\.csv\.problems\.csv lists all\.$/,
    );
  });
});
