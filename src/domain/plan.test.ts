import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Given, planOf, type Row } from '../../test/domain/plan-of.ts';
import { PLAN_PROPERTIES } from '../../test/properties/plan.ts';

const SMALL: Row = { element: 'FEE', amount: '14.60', gst: '1.90' };
const PAYMENT: Row = { element: 'PAY', amount: '-200.00', bank: 'BANK' };
const totalsOf = (given: Given) => planOf(given).totals;

describe('3.6 GST by row and by line', () => {
  it('3.6 states both sums: three times 1.90 by row, 5.71 inside the line of 43.80', () => {
    expect(totalsOf({ rows: [SMALL, SMALL, SMALL] })).toMatchObject({ gst: 570n, gstXero: 571n });
  });

  it('3.6 in full detail both are equal', () => {
    const letters = [1, 2, 3].map(() => ({ ...SMALL, element: 'LETTER' }));
    expect(totalsOf({ rows: letters })).toMatchObject({ gst: 570n, gstXero: 570n });
  });

  it('3.6 more than (n+1)/2 cents for a line of n rows is a problem', () => {
    const problems = (gst: string, count: number) =>
      planOf({ rows: Array.from({ length: count }, () => ({ ...SMALL, gst })) }).problems.map(
        (one) => `${one.code} ${one.facts.gst} ${one.facts.gstXero}`,
      );
    expect(problems('1.89', 1)).toEqual([]);
    expect(problems('1.88', 1)).toEqual(['gst.rounding_too_large -1.88 -1.90']);
    expect(problems('1.90', 1000)).toEqual([]);
  });
});

describe('the totals of a plan', () => {
  it('debits equal credits, the bank side of bank transactions counted', () => {
    expect(totalsOf({ rows: [SMALL, PAYMENT] })).toMatchObject({
      transactions: 2,
      postings: 6,
      lines: 5,
      manualJournals: 1,
      bankTransactions: 1,
      debits: 414_60n,
      credits: 414_60n,
    });
  });

  it('a row that goes to the bank alone, since its month is not complete, counts once', () => {
    const rows = [{ ...PAYMENT, element: 'PAYM', date: '2026-05-10' }, PAYMENT];
    const upTo = '2026-05-20' as never;
    expect(totalsOf({ rows, input: { upTo } })).toMatchObject({
      transactions: 2,
      waitingForMonthEnd: 1,
    });
  });

  it('says how many calls it will take: the reads, then a call and a reading back by kind', () => {
    expect(totalsOf({ rows: [SMALL] }).forecast).toEqual({ calls: 8, seconds: 0 });
    const many = Array.from({ length: 2900 }, (_, index) => ({
      ...{ element: 'PAY', amount: '-1.00', bank: 'BANK' },
      date: `2026-05-${String((index % 28) + 1).padStart(2, '0')}`,
    }));
    expect(totalsOf({ rows: many }).forecast).toEqual({ calls: 6 + 2 + 58 + 3, seconds: 60 });
  });
});

describe('what is held', () => {
  it('is listed by reason and stream, most rows first, with their sum', () => {
    const configuration = { settings: { defaultContact: '' } };
    const lost = { element: 'DISB', amount: '-5.00' };
    expect(planOf({ rows: [lost, PAYMENT, PAYMENT], configuration }).held).toMatchObject([
      {
        code: 'held.default_contact_missing',
        facts: { stream: 'bank', rows: 2, amount: '-400.00' },
      },
      { code: 'held.disbursement_without_bank', facts: { stream: 'journals', rows: 1 } },
    ]);
  });

  it('2.5 a reversal whose original waits for its month end waits with it, and is not held', () => {
    const interest = { element: 'INT', amount: '10.00', date: '2026-05-10' };
    const also = { isReversal: true, originKey: -1 };
    const rows = [interest, { ...interest, amount: '-10.00', also }];
    const plan = planOf({ rows, input: { upTo: '2026-05-20' as never } });
    expect(plan).toMatchObject({ held: [], totals: { waitingForMonthEnd: 2 } });
  });

  it('2.5 a reversal of an excluded row is excluded', () => {
    const memo = { element: 'MEMO', amount: '10.00' };
    const also = { isReversal: true, originKey: -1 };
    const plan = planOf({ rows: [memo, { ...memo, amount: '-10.00', also }] });
    expect(plan).toMatchObject({ held: [], totals: { excluded: 2 } });
  });

  it('2.5 a chain of reversals is held to its end, in whatever order it comes', () => {
    const fee = { element: 'DISB', amount: '-5.00' };
    const rows = [
      { element: 'FEE', amount: '5.00', also: { isReversal: true, originKey: -2 } },
      { element: 'FEE', amount: '-5.00', also: { isReversal: true, originKey: -3 } },
      fee,
    ];
    expect(planOf({ rows }).held.map((one) => [one.code, one.facts.rows])).toEqual([
      ['held.original_waits', 2],
      ['held.disbursement_without_bank', 1],
    ]);
  });
});

describe('every plan', () => {
  it.each(PLAN_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 100 });
  });
});
