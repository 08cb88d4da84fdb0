import { describe, expect, it } from 'vitest';
import { ORGANISATION, TAX_RATES, taxRate } from '../../test/domain/organisation.ts';
import { type Given, heldOf, linesOf, planOf, type Row } from '../../test/domain/plan-of.ts';

const FEE: Row = { element: 'FEE', amount: '115.00', gst: '15.00' };
const EXEMPT: Row = { element: 'FEE', amount: '115.00', gst: '0.00' };
const IMPORT: Row = { element: 'IMPGST', amount: '150.00', gst: '150.00' };

const taxTypes = (given: Given) => linesOf(planOf(given)).map((line) => line.split(' ')[3]);
const problemsOf = (given: Given) => planOf(given).problems.map((one) => one.code);

describe('2.6 the tax type follows the GST of the row', () => {
  const AUSTRALIA = { facts: { organisation: { ...ORGANISATION, countryCode: 'AU' } } };
  const CASES: readonly (readonly [why: string, given: Given, expected: readonly string[]])[] = [
    ['a taxed row takes its element’s', { rows: [FEE] }, ['NONE', 'OUTPUT2']],
    ['GST 0.00 takes the exempt one', { rows: [EXEMPT] }, ['NONE', 'NONE']],
    [
      'the exempt code’s, where one is set',
      { rows: [EXEMPT], configuration: { settings: { exemptGstCode: 'ZERO' } } },
      ['ZERORATED', 'ZERORATED'],
    ],
    ['BASEXCLUDED in Australia', { rows: [EXEMPT], ...AUSTRALIA }, ['BASEXCLUDED', 'BASEXCLUDED']],
    [
      'an element without rate keeps its own code',
      { rows: [{ element: 'DEFINT', amount: '1.00' }], configuration: { elements: [zeroRated()] } },
      ['NONE', 'ZERORATED'],
    ],
    [
      'an element without code is exempt',
      { rows: [{ element: 'DEFINT', amount: '1.00' }] },
      ['NONE', 'NONE'],
    ],
    [
      'GST is not used: exempt on every line',
      { rows: [FEE], configuration: { settings: { useGst: false } } },
      ['NONE', 'NONE'],
    ],
  ];
  it.each(CASES)('2.6 %s', (_, given, expected) => {
    expect(taxTypes(given)).toEqual(expected);
  });

  it('2.6 while GST is not used, a rate on an element is a problem, named once', () => {
    const configuration = { settings: { useGst: false } };
    expect(problemsOf({ rows: [FEE, EXEMPT], configuration })).toEqual(['gst.used_while_off']);
  });

  it('2.6 a taxed element whose code is not in the list is held', () => {
    const configuration: Given['configuration'] = {
      elements: [{ code: 'FEE', type: 'fee', gstCode: 'GONE' }],
    };
    expect(heldOf(planOf({ rows: [FEE], configuration }))).toEqual([
      'journals held.gst_code_missing 1',
    ]);
  });

  it('1.2 GST that came in with a row is never dropped with the rate of its element', () => {
    const configuration: Given['configuration'] = {
      elements: [{ code: 'FEE', type: 'fee', gstRate: 0, gstCode: '' }],
    };
    expect(heldOf(planOf({ rows: [FEE], configuration }))).toEqual([
      'journals held.gst_without_rate 1',
    ]);
  });

  it('2.6 a rate that differs from Xero’s is a problem, only for elements of the plan', () => {
    const taxRates = TAX_RATES.map((one) =>
      one.taxType === 'OUTPUT2' ? taxRate('OUTPUT2', 1250, one.appliesTo) : one,
    );
    expect(problemsOf({ rows: [FEE], facts: { taxRates } })[0]).toBe('tax_type.other_rate');
    expect(
      problemsOf({ rows: [{ element: 'DEFINT', amount: '1.00' }], facts: { taxRates } }),
    ).toEqual([]);
  });

  it('2.6 an element without rate under a taxed code is a problem: Xero would compute GST', () => {
    const configuration: Given['configuration'] = {
      elements: [{ code: 'FEE', type: 'fee', gstRate: 0 }],
    };
    expect(problemsOf({ rows: [EXEMPT], configuration })[0]).toBe('tax_type.other_rate');
  });

  it('2.6 the plan says that GST on fees is returned when charged, on a payments basis', () => {
    const facts = { organisation: { ...ORGANISATION, salesTaxBasis: 'PAYMENTS' } };
    const warnings = (rows: readonly Row[]) => planOf({ rows, facts }).warnings;
    expect(warnings([FEE]).map((one) => one.code)).toEqual(['warning.payments_basis']);
    expect(warnings([EXEMPT])).toEqual([]);
  });
});

describe('2.7 rate exactly 100', () => {
  it('2.7 is sent gross on the GST account, and is no GST inside the line', () => {
    const plan = planOf({ rows: [IMPORT] });
    expect(linesOf(plan)).toEqual([
      '2026-05-04 1100 +150.00 NONE EAST',
      '2026-05-04 820 -150.00 GSTONIMPORTS EAST',
    ]);
    expect(plan).toMatchObject({ problems: [], totals: { gst: 0n, gstXero: 0n } });
  });

  it.each([
    ['another account', { code: 'IMPGST', type: 'cost', glAccount: '4100' }],
    [
      'another account for its entity',
      { code: 'IMPGST', type: 'cost', glAccountByEntity: { M: '4100' } },
    ],
    ['another tax type', { code: 'IMPGST', type: 'cost', gstCode: 'OUT' }],
  ] as const)('2.7 with %s is held', (_, element) => {
    expect(heldOf(planOf({ rows: [IMPORT], configuration: { elements: [element] } }))).toEqual([
      'journals held.import_gst_mapping 1',
    ]);
  });

  it('2.7 another element may not post to the GST account', () => {
    const configuration: Given['configuration'] = {
      elements: [{ code: 'DEFINT', type: 'defaultInterest', glAccount: '820' }],
    };
    const rows = [{ element: 'DEFINT', amount: '1.00' }];
    expect(problemsOf({ rows, configuration })).toEqual(['gl_account.is_system_account']);
  });
});

function zeroRated() {
  return { code: 'DEFINT', type: 'defaultInterest', gstCode: 'ZERO' } as const;
}
