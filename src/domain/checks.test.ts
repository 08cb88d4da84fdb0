import { describe, expect, it } from 'vitest';
import {
  CHART,
  chartAccount,
  TAX_RATES,
  trackingCategory,
} from '../../test/domain/organisation.ts';
import { type Given, planOf, type Row } from '../../test/domain/plan-of.ts';
import type { ChartAccount } from './organisation.ts';

const FEE: Row = { element: 'FEE', amount: '115.00', gst: '15.00' };
const PAYMENT: Row = { element: 'PAY', amount: '-200.00', bank: 'BANK' };

const without = (code: string) => CHART.filter((one) => one.glAccountCode !== code);
const withAccount = (row: string, changes?: Partial<ChartAccount>) => ({
  chart: [...without(row.split(' ')[0] ?? ''), chartAccount(row, changes)],
});
const options = (count: number) => Array.from({ length: count }, (_, index) => `O${index}`);
const fullyUsed = trackingCategory('Branch', options(100));

const CASES: readonly (readonly [code: string, why: string, given: Given])[] = [
  ['gl_account.not_in_xero', 'is missing', { rows: [FEE], facts: { chart: without('4100') } }],
  [
    ...(['gl_account.archived', 'is archived'] as const),
    { rows: [FEE], facts: withAccount('4100 REVENUE REVENUE', { isActive: false }) },
  ],
  [
    ...(['gl_account.is_bank_account', 'is a bank account'] as const),
    { rows: [FEE], facts: withAccount('4100 BANK ASSET') },
  ],
  [
    ...(['gl_account.not_a_bank_account', 'is none'] as const),
    { rows: [PAYMENT], facts: withAccount('090 CURRENT ASSET') },
  ],
  [
    ...(['bank_account.other_currency', 'is kept in dollars of another country'] as const),
    { rows: [PAYMENT], facts: withAccount('090 BANK ASSET', { currency: 'USD' }) },
  ],
  [
    ...(['gl_account.is_system_account', 'is run by Xero'] as const),
    { rows: [FEE], facts: withAccount('4100 CURRENT REVENUE DEBTORS') },
  ],
  [
    ...(['gl_account.is_system_account', 'carries loans and is the rounding account'] as const),
    { rows: [FEE], facts: withAccount('1100 CURRENT ASSET ROUNDING') },
  ],
  [
    ...(['tax_type.unknown', 'is not there'] as const),
    { rows: [FEE], facts: { taxRates: TAX_RATES.filter((one) => one.taxType !== 'OUTPUT2') } },
  ],
  [
    ...(['tax_type.not_on_account', 'is not for that class'] as const),
    { rows: [FEE], facts: withAccount('4100 EXPENSE EXPENSE') },
  ],
  [
    ...(['tracking.category_missing', 'is not there'] as const),
    { rows: [FEE], facts: { trackingCategories: [] } },
  ],
  [
    ...(['tracking.category_missing', 'is archived'] as const),
    { rows: [FEE], facts: { trackingCategories: [trackingCategory('Branch', ['EAST'], false)] } },
  ],
  [
    ...(['tracking.option_missing', 'is not there'] as const),
    { rows: [FEE], facts: { trackingCategories: [trackingCategory('Branch', ['WEST'])] } },
  ],
  [
    ...(['tracking.too_many_options', 'would be the 101st'] as const),
    { rows: [FEE], facts: { trackingCategories: [fullyUsed] } },
  ],
  [
    ...(['tracking.too_many_categories', 'would be a third active one'] as const),
    { rows: [FEE], facts: { trackingCategories: categories('Region', 'Dealer') } },
  ],
  [
    ...(['tracking.too_many_categories', 'would be a fifth in all'] as const),
    {
      rows: [FEE],
      facts: {
        trackingCategories: [
          ...categories('Region'),
          ...['A', 'B', 'C'].map((name) => trackingCategory(name, [], false)),
        ],
      },
    },
  ],
  [
    ...(['tracking.one_category_twice', 'stands in both slots'] as const),
    {
      rows: [FEE],
      configuration: { settings: { trackingB: { basis: 'branch', name: 'branch' } } },
    },
  ],
  [
    ...(['account_structure.invalid', 'has an unknown token'] as const),
    { rows: [FEE], configuration: { settings: { accountStructure: '[GlAccount]-[Region]' } } },
  ],
  [
    ...(['account_structure.invalid', 'has no GL account'] as const),
    { rows: [FEE], configuration: { settings: { accountStructure: '[Branch]' } } },
  ],
  [
    ...(['gst.rounding_too_large', 'is no rounding'] as const),
    { rows: [{ ...FEE, gst: '14.98' }] },
  ],
];

describe('checks before sending', () => {
  it.each(CASES)('%s: %s', (code, _, given) => {
    const { problems } = planOf(given);
    expect(problems.map((one) => one.code)).toContain(code);
    expect(problems.map((one) => one.message).join()).not.toMatch(/\{\w+\}/);
    expect(problems.map((one) => one.remedy).join()).not.toMatch(/\{\w+\}/);
  });

  it('lists all problems at once, and none where nothing is wrong', () => {
    expect(planOf({ rows: [FEE, PAYMENT] }).problems).toEqual([]);
    const given: Given = {
      rows: [FEE, PAYMENT],
      facts: { chart: without('4100'), trackingCategories: [], contacts: [] },
    };
    expect(planOf(given).problems.map((one) => one.code)).toEqual([
      'gl_account.not_in_xero',
      'tracking.category_missing',
      'contact.default_missing',
    ]);
  });

  it('a check runs only where the batch needs it', () => {
    const facts = { chart: without('090'), contacts: [], trackingCategories: [] };
    const configuration = { settings: { trackingA: { basis: 'none', name: '' } as const } };
    expect(planOf({ rows: [FEE], facts, configuration }).problems).toEqual([]);
  });

  it('the name of an option is compared as Xero does, without regard to case', () => {
    const trackingCategories = [trackingCategory('BRANCH', ['east'])];
    const plan = planOf({ rows: [FEE], facts: { trackingCategories } });
    expect(plan.problems).toEqual([]);
    expect(plan.documents[0]?.body).toContain('"Name":"BRANCH","TrackingOptionID":"id-east"');
  });

  it('a bank account without a code is named by its id', () => {
    const bankAccounts = [{ code: 'BANK', entity: 'M', xeroAccount: 'id-savings' }];
    const savings = chartAccount(' BANK ASSET', { accountId: 'id-savings', name: 'Savings' });
    const facts = { chart: [...CHART, savings] };
    const plan = planOf({ rows: [PAYMENT], facts, configuration: { bankAccounts } });
    expect(plan.problems).toEqual([]);
    expect(plan.documents[1]?.bank?.accountId).toBe('id-savings');
  });
});

function categories(...names: string[]) {
  return names.map((name) => trackingCategory(name, []));
}

it('an account that is missing in both streams is named once', () => {
  const { problems } = planOf({ rows: [PAYMENT], facts: { chart: without('2190') } });
  expect(problems.map(({ code, facts }) => [code, facts.glAccount])).toEqual([
    ['gl_account.not_in_xero', '2190'],
  ]);
});
