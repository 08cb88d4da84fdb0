import { describe, expect, it } from 'vitest';
import { CATALOG_KINDS, CATALOG_SCHEMAS, type Catalog, catalogKey } from '../domain/catalog.ts';
import type { TransactionRow } from '../domain/import-row.ts';
import { transactionCheck } from './check-transaction.ts';
import { findFields } from './fields.ts';
import { problemList } from './problem-list.ts';
import type { Reference } from './reference.ts';

const LISTS: Readonly<Record<string, readonly object[]>> = {
  entities: [{ code: 'M' }, { code: 'N' }],
  elements: [
    { code: 'FEE', type: 'fee', gstCode: 'OUT', gstRate: 15 },
    { code: 'AU_FEE', type: 'fee', gstCode: 'OUT', gstRate: '12.5' },
    { code: 'IMPORT', type: 'cost', gstCode: 'IMP', gstRate: 100 },
    { code: 'INTEREST', type: 'interest' },
    { code: 'PAY', type: 'paymentReceived' },
    { code: 'OUT', type: 'disbursement' },
    { code: 'TAXED', type: 'refund', gstRate: 15 },
  ],
  bankAccounts: [
    { code: 'BNZ', entity: 'M' },
    { code: 'ANZ', entity: 'N' },
  ],
};

/** Items numbered within their list, from 1. */
function catalogOf(): Catalog {
  const lists = CATALOG_KINDS.map((kind) => [
    kind,
    new Map(
      (LISTS[kind] ?? []).map((item, index) => {
        const parsed = CATALOG_SCHEMAS[kind].parse(item);
        return [catalogKey(parsed), { ...parsed, itemId: index + 1 }];
      }),
    ),
  ]);
  return Object.fromEntries(lists) as Catalog;
}

const REFERENCE: Reference = {
  catalog: catalogOf(),
  loanAccounts: new Map([
    ['L1', { loanAccountId: 11, entityId: 1, isGstExempt: false }],
    ['L2', { loanAccountId: 12, entityId: 1, isGstExempt: true }],
  ]),
  useGst: true,
  bookCurrency: 'NZD',
};

type Cells = Readonly<Record<string, string>>;

/** The row, or its problems. */
function check(cells: Cells, reference = REFERENCE): TransactionRow | string[] {
  const row: Cells = {
    transaction_id: 'T1',
    date: '2026-05-31',
    account_id: 'L1',
    element: 'FEE',
    amount: '115.00',
    ...cells,
  };
  const found: string[] = [];
  const problems = problemList({ add: ({ code }) => found.push(code) });
  const header = Object.keys(row);
  const fields = findFields({ kind: 'transactions', header, layout: undefined, problems });
  if (fields === undefined) return found;
  return transactionCheck(fields, reference, problems)(Object.values(row)) ?? found;
}

describe('ACCOUNTING 1.1 and 1.2: amounts include GST, fixed when the row comes in', () => {
  it.each([
    ['FEE', '115.00', undefined, 1500n],
    ['FEE', '-115.00', undefined, -1500n],
    ['FEE', '0.03', undefined, 0n],
    ['FEE', '0.04', undefined, 1n],
    ['AU_FEE', '100.00', undefined, 1111n],
    ['INTEREST', '115.00', undefined, 0n],
    ['FEE', '115.00', '14.99', 1499n],
    ['FEE', '115.00', '15.01', 1501n],
    ['FEE', '115.00', '0.00', 0n],
    ['FEE', '-115.00', '-15.00', -1500n],
  ])('%s of %s with gst %s holds %s', (element, amount, gst, expected) => {
    const cells = { element, amount, ...(gst === undefined ? {} : { gst }) };
    expect(check(cells)).toMatchObject({ gst: expected, isGstGiven: gst !== undefined });
  });

  it.each(['14.98', '15.02', '-15.00', '115.00'])(
    'a fee of 115.00 with gst %s is refused',
    (gst) => {
      expect(check({ gst })).toEqual(['gst.differs']);
    },
  );
});

describe('ACCOUNTING 1.2: an element without GST', () => {
  it.each([
    ['INTEREST', '115.00', '0.01'],
    ['INTEREST', '-115.00', '-0.01'],
    ['INTEREST', '115.00', '15.00'],
    ['TAXED', '115.00', '15.00'],
  ])('%s of %s takes no gst of %s', (element, amount, gst) => {
    expect(check({ element, amount, gst })).toEqual(['gst.element_untaxed']);
  });

  it('takes gst of 0.00', () => {
    expect(check({ element: 'INTEREST', gst: '0.00' })).toMatchObject({ gst: 0n });
  });

  it('takes the gst of a reversal as given, for it is compared to its original', () => {
    const reversal = { element: 'INTEREST', amount: '-115.00', gst: '-15.00', reversal_of: 'T0' };
    expect(check(reversal)).toMatchObject({ gst: -1500n });
    expect(check({ ...reversal, amount: '0.00' })).toEqual(['gst.element_untaxed']);
  });
});

describe('ACCOUNTING 1.6: a row stays within its entity and the base currency', () => {
  it('refuses a bank account of another entity', () => {
    expect(check({ element: 'PAY', bank_account: 'ANZ' })).toEqual(['bank_account.other_entity']);
  });

  it.each([
    ['NZD', 'taken'],
    ['', 'taken'],
    ['AUD', 'currency.not_base'],
    ['NZ', 'currency.invalid'],
  ])('with currency "%s": %s', (currency, outcome) => {
    const result = check({ currency });
    expect(Array.isArray(result) ? result.join() : 'taken').toBe(outcome);
  });
});

describe('ACCOUNTING 2.2: only what moves money carries a bank account, and no GST', () => {
  it.each([
    ['PAY', '-115.00', 'taken'],
    ['OUT', '-115.00', 'taken'],
    ['FEE', '115.00', 'bank_account.element_type'],
    ['INTEREST', '115.00', 'bank_account.element_type'],
    ['TAXED', '115.00', 'bank_account.with_gst'],
  ])('%s of %s with a bank account: %s', (element, amount, outcome) => {
    const result = check({ element, amount, bank_account: 'BNZ' });
    expect(Array.isArray(result) ? result.join() : 'taken').toBe(outcome);
  });

  it('takes a money movement with a taxed element when gst is given as 0.00', () => {
    expect(check({ element: 'TAXED', bank_account: 'BNZ', gst: '0.00' })).toMatchObject({
      bankAccountId: 1,
      gst: 0n,
    });
  });
});

describe('ACCOUNTING 2.6: tax follows the row', () => {
  it('computes no GST for an exempt loan account and refuses it when given', () => {
    expect(check({ account_id: 'L2' })).toMatchObject({ gst: 0n });
    expect(check({ account_id: 'L2', gst: '15.00' })).toEqual(['gst.exempt_account']);
  });

  it('computes no GST where GST is not used and refuses it when given', () => {
    const untaxed = { ...REFERENCE, useGst: false };
    expect(check({}, untaxed)).toMatchObject({ gst: 0n });
    expect(check({ gst: '0.00' }, untaxed)).toMatchObject({ gst: 0n });
    expect(check({ gst: '15.00' }, untaxed)).toEqual(['gst.not_used']);
  });
});

describe('ACCOUNTING 2.7: a rate of 100 means that all of it is GST', () => {
  it.each([undefined, '150.00'])('with gst %s', (gst) => {
    const cells = { element: 'IMPORT', amount: '150.00', ...(gst === undefined ? {} : { gst }) };
    expect(check(cells)).toMatchObject({ amount: 15_000n, gst: 15_000n });
  });
});

describe('what a file may leave out', () => {
  it.each([
    ['version', '', 1],
    ['version', '1', 1],
    ['version', '999999999', 999_999_999],
    ['version', '0', 'version.invalid'],
    ['version', '1.0', 'version.invalid'],
    ['version', '-1', 'version.invalid'],
    ['enteredAt', '', null],
    ['enteredAt', '2026-06-01', '2026-06-01'],
    ['enteredAt', '2026-06-01T09:30Z', '2026-06-01T09:30Z'],
    ['enteredAt', '2026-06-01T09:30:00.5+12:00', '2026-06-01T09:30:00.5+12:00'],
    ['enteredAt', '2026-06-01T09:30:00', 'entered_at.invalid'],
    ['enteredAt', '2026-06-31T09:30:00Z', 'entered_at.invalid'],
    ['enteredAt', '2026-06-01T24:00Z', 'entered_at.invalid'],
    ['enteredAt', 'yesterday', 'entered_at.invalid'],
    ['reference', '  ', null],
    ['description', '=SUM(A1)', '=SUM(A1)'],
    ['bankGroup', 'DD 31', 'DD 31'],
    ['source', '\u0007', 'value.not_an_identifier'],
  ] as const)('%s "%s" becomes %s', (name, text, expected) => {
    const column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const result = check({ [column]: text });
    expect(Array.isArray(result) ? result.join() : result[name]).toBe(expected);
  });
});
