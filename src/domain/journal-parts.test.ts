import { describe, expect, it } from 'vitest';
import { lenderWith } from '../../test/domain/lender.ts';
import { trackingCategory } from '../../test/domain/organisation.ts';
import { type Given, linesOf, planOf, type Row } from '../../test/domain/plan-of.ts';

const FEE: Row = { element: 'FEE', amount: '115.00', gst: '15.00' };
const LETTER: Row = { element: 'LETTER', amount: '11.50', gst: '1.50' };
const partsOf = (given: Given) =>
  planOf(given).documents.map((one) => `${one.date} ${one.lines.length}`);
const textsOf = (given: Given) =>
  planOf(given).documents.flatMap((one) => one.lines.map((line) => line.description));

describe('3.3 lines', () => {
  it('3.3 rows of equal date, account, branch, department, tax type and text become one', () => {
    const exempt = { ...FEE, gst: '0.00' };
    const west = { ...FEE, branch: 'WEST' };
    expect(linesOf(planOf({ rows: [FEE, exempt, west, FEE] }))).toEqual([
      '2026-05-04 1100 +345.00 NONE EAST',
      '2026-05-04 4100 -230.00 OUTPUT2 EAST',
      '2026-05-04 4100 -115.00 NONE EAST',
      '2026-05-04 1100 +115.00 NONE WEST',
      '2026-05-04 4100 -115.00 OUTPUT2 WEST',
    ]);
  });

  it('3.3 the text is the element’s description; in full detail the row’s own, else the element’s', () => {
    expect(textsOf({ rows: [{ ...FEE, text: 'Ann Example' }] })).toEqual(['Fee', 'Fee']);
    expect(textsOf({ rows: [{ ...LETTER, text: 'Letter 7' }] })).toEqual(['Letter 7', 'Letter 7']);
    expect(textsOf({ rows: [LETTER] })).toEqual(['Letter Fee', 'Letter Fee']);
  });

  it('3.3 a group that nets to zero makes no line and still counts as exported', () => {
    const back = { ...FEE, amount: '-115.00', gst: '-15.00' };
    const plan = planOf({ rows: [FEE, back, { ...FEE, branch: 'WEST' }] });
    expect(linesOf(plan)).toEqual([
      '2026-05-04 1100 +115.00 NONE WEST',
      '2026-05-04 4100 -115.00 OUTPUT2 WEST',
    ]);
    expect(plan.totals).toMatchObject({ transactions: 3, lines: 2, postings: 6 });
    const lineNos = plan.posted.map((one) => one.sides.map((side) => side.lineNo));
    expect(lineNos).toEqual([
      [0, 0],
      [0, 0],
      [1, 2],
    ]);
    const nothing = planOf({ rows: [FEE, back] });
    expect(nothing).toMatchObject({ documents: [], totals: { transactions: 2 } });
    expect(nothing.posted).toHaveLength(2);
  });

  it('2.9 branch and department group lines only where tracking or the account structure uses them', () => {
    const rows = [FEE, { ...FEE, branch: 'WEST' }, { ...FEE, department: 'LEASES' }];
    const with_ = (settings: NonNullable<Given['configuration']>['settings']) =>
      linesOf(planOf({ rows, configuration: { settings }, facts })).map((line) => line.slice(11));
    const facts = {
      trackingCategories: [
        trackingCategory('Branch', ['EAST', 'WEST']),
        trackingCategory('Department', ['LOANS', 'LEASES']),
      ],
    };
    const none = { basis: 'none', name: '' } as const;
    expect(with_({ trackingA: none })).toEqual(['1100 +345.00 NONE', '4100 -345.00 OUTPUT2']);
    expect(with_({})).toEqual([
      '1100 +230.00 NONE EAST',
      '4100 -230.00 OUTPUT2 EAST',
      '1100 +115.00 NONE WEST',
      '4100 -115.00 OUTPUT2 WEST',
    ]);
    expect(with_({ trackingB: { basis: 'department', name: 'Department' } })).toHaveLength(6);
    expect(with_({ trackingA: none, accountStructure: '[GlAccount]-[Branch]' })).toEqual([
      '1100-EAST +230.00 NONE',
      '4100-EAST -230.00 OUTPUT2',
      '1100-WEST +115.00 NONE',
      '4100-WEST -115.00 OUTPUT2',
    ]);
  });

  it('2.9 a row without branch has no option', () => {
    expect(linesOf(planOf({ rows: [{ ...FEE, branch: '' }] }))).toEqual([
      '2026-05-04 1100 +115.00 NONE',
      '2026-05-04 4100 -115.00 OUTPUT2',
    ]);
  });
});

describe('3.4 manual journals', () => {
  it('3.4 one per accounting date, in the order of the dates', () => {
    const rows = ['2026-05-09', '2026-05-04', '2026-05-09'].map((date) => ({ ...FEE, date }));
    expect(partsOf({ rows })).toEqual(['2026-05-04 2', '2026-05-09 2']);
  });

  it('3.4 is cut at 250 lines by whole transactions', () => {
    const letters = (count: number) => Array.from({ length: count }, () => LETTER);
    expect(partsOf({ rows: letters(125) })).toEqual(['2026-05-04 250']);
    expect(partsOf({ rows: letters(126) })).toEqual(['2026-05-04 250', '2026-05-04 2']);
    expect(partsOf({ rows: letters(251) })).toEqual([
      '2026-05-04 250',
      '2026-05-04 250',
      '2026-05-04 2',
    ]);
  });

  it('3.4 a line that is there already takes no new room', () => {
    const rows = [...Array.from({ length: 124 }, () => LETTER), FEE, FEE, FEE];
    expect(partsOf({ rows })).toEqual(['2026-05-04 250']);
  });

  it('3.4 in a fixed order: branch, department, element, then row', () => {
    const rows: Row[] = [
      { ...FEE, branch: 'WEST' },
      { ...LETTER, branch: 'EAST' },
      { ...FEE, branch: 'EAST' },
      { element: 'DEFINT', amount: '1.00', branch: 'EAST', department: 'LEASES' },
    ];
    expect(linesOf(planOf({ rows })).map((line) => line.slice(11))).toEqual([
      '1100 +1.00 NONE EAST',
      '4200 -1.00 NONE EAST',
      '1100 +115.00 NONE EAST',
      '4100 -115.00 OUTPUT2 EAST',
      '1100 +11.50 NONE EAST',
      '4100 -11.50 OUTPUT2 EAST',
      '1100 +115.00 NONE WEST',
      '4100 -115.00 OUTPUT2 WEST',
    ]);
  });

  it('3.4 each part of loan transactions balances per tracking option', () => {
    const elements = Array.from({ length: 80 }, (_, index) => ({
      ...{ code: `F${index}`, description: `Fee ${index}`, type: 'fee' as const },
      glAccount: '4100',
    }));
    const rows = elements.flatMap(({ code }) =>
      ['EAST', 'WEST'].map((branch, index) => ({
        ...{ element: code, branch, amount: `${index + 1}.00` },
      })),
    );
    const plan = planOf({ rows, configuration: lenderWith({ elements }) });
    expect(plan.documents.map((one) => one.lines.length)).toEqual([250, 70]);
    for (const { lines } of plan.documents) {
      for (const option of ['EAST', 'WEST']) {
        const own = lines.filter((line) => line.optionA === option);
        expect(own.reduce((sum, line) => sum + line.amount, 0n)).toBe(0n);
      }
    }
  });
});
