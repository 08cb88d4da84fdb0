import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { codesOf, type Lender, openLender, setUp } from './lender.ts';
import { writesOf } from './wire-tap.ts';

interface Case {
  readonly wrong: string;
  readonly make: (lender: Lender) => Promise<unknown>;
  readonly code: string;
  readonly facts: object;
}

const interestOn = (glAccount: string) => (lender: Lender) =>
  lender.configure({
    glAccounts: [{ code: glAccount }],
    elements: [{ code: 'INT', description: 'Interest', type: 'interest', glAccount }],
  });

const feeWith = (gst: object) => (lender: Lender) =>
  lender.configure({
    gstCodes: [
      { code: 'NEW', taxType: 'OUTPUT9' },
      { code: 'INP', taxType: 'INPUT2' },
    ],
    elements: [{ code: 'FEE', description: 'Fee', type: 'fee', glAccount: '4100', ...gst }],
  });

/** A loan account in a branch for which Xero has no option yet. */
async function branchOutsideXero(lender: Lender): Promise<void> {
  await lender.configure({ branches: [{ id: 'NORTH', entity: 'M' }] });
  await lender.import(
    'accounts',
    'account_id,client_id,client_name,account_type,entity,branch,department\nL3,C3,Cy,LOAN,M,NORTH,\n',
  );
  await lender.import(
    'transactions',
    'transaction_id,date,account_id,element,amount\nT9,2026-05-01,L3,INT,5.00\n',
  );
}

const inXero = (lender: Lender, wanted: object) => lender.xero.inBooks('POST', '/set-up', wanted);

const CASES: Case[] = [
  {
    wrong: 'a GL account that Xero does not have',
    make: interestOn('4999'),
    code: 'gl_account.not_in_xero',
    facts: { glAccount: '4999', uses: 'Interest' },
  },
  {
    wrong: 'a GL account that is archived',
    make: ({ xero }) => xero.inBooks('PUT', '/accounts/4200/archived', {}),
    code: 'gl_account.archived',
    facts: { glAccount: '4200' },
  },
  {
    wrong: 'a bank account in a journal',
    make: interestOn('091'),
    code: 'gl_account.is_bank_account',
    facts: { glAccount: '091' },
  },
  {
    wrong: 'a bank account of ours that is none in Xero',
    make: (lender) =>
      lender.configure({ bankAccounts: [{ code: 'BNZ', entity: 'M', xeroAccount: '850' }] }),
    code: 'gl_account.not_a_bank_account',
    facts: { glAccount: '850' },
  },
  {
    wrong: 'an account that Xero runs itself',
    make: interestOn('610'),
    code: 'gl_account.is_system_account',
    facts: { glAccount: '610', systemAccount: 'DEBTORS' },
  },
  {
    wrong: 'a tax type that Xero does not have',
    make: feeWith({ gstCode: 'NEW', gstRate: 15 }),
    code: 'tax_type.unknown',
    facts: { taxType: 'OUTPUT9' },
  },
  {
    wrong: 'a tax type that the account may not take',
    make: feeWith({ gstCode: 'INP', gstRate: 15 }),
    code: 'tax_type.not_on_account',
    facts: { taxType: 'INPUT2', glAccount: '4100' },
  },
  {
    wrong: 'a tax type of another rate',
    make: feeWith({ gstCode: 'OUT', gstRate: '12.5' }),
    code: 'tax_type.other_rate',
    facts: { element: 'FEE', rate: '12.5 %', xeroRate: '15 %' },
  },
  {
    wrong: 'a tracking category that Xero does not have',
    make: (lender) =>
      lender.configure({ settings: { trackingB: { basis: 'branch', name: 'Area' } } }),
    code: 'tracking.category_missing',
    facts: { category: 'Area', entity: 'M' },
  },
  {
    wrong: 'a third tracking category',
    make: async (lender) => {
      await inXero(lender, { trackingCategories: [{ name: 'Region', options: [] }] });
      await lender.configure({ settings: { trackingB: { basis: 'branch', name: 'Area' } } });
    },
    code: 'tracking.too_many_categories',
    facts: { category: 'Area', kind: 'active', limit: 2 },
  },
  {
    wrong: 'a tracking option that Xero does not have',
    make: branchOutsideXero,
    code: 'tracking.option_missing',
    facts: { category: 'Branch', option: 'NORTH' },
  },
  {
    wrong: 'a tracking option beyond the hundredth',
    make: async (lender) => {
      const options = Array.from({ length: 98 }, (_, index) => `Other ${index}`);
      await inXero(lender, { trackingCategories: [{ name: 'Branch', options }] });
      await branchOutsideXero(lender);
    },
    code: 'tracking.too_many_options',
    facts: { category: 'Branch', needed: 101, limit: 100 },
  },
  {
    wrong: 'a default contact that Xero does not have',
    make: (lender) => lender.configure({ settings: { defaultContact: 'NOBODY' } }),
    code: 'contact.default_missing',
    facts: { contact: 'NOBODY' },
  },
  {
    wrong: 'two contacts with the Account Number of a client',
    make: (lender) =>
      inXero(lender, {
        contacts: [
          { name: 'Ann', accountNumber: 'C1' },
          { name: 'Ann again', accountNumber: 'C1' },
        ],
      }),
    code: 'contact.ambiguous',
    facts: { accountNumber: 'C1', contacts: 2 },
  },
  {
    wrong: 'an account structure with an unknown token',
    make: (lender) => lender.configure({ settings: { accountStructure: '[GlAccount][Region]' } }),
    code: 'account_structure.invalid',
    facts: { structure: '[GlAccount][Region]' },
  },
  {
    wrong: 'GST on rows while GST is off',
    make: (lender) => lender.configure({ settings: { useGst: false } }),
    code: 'gst.used_while_off',
    facts: { element: 'FEE' },
  },
];

describe('a configuration that does not fit Xero', () => {
  it.each(CASES)('$wrong: $code', async ({ make, code, facts }) => {
    const lender = await openLender();
    await make(lender);
    const { problems } = valueIn(await lender.plan());
    const found = problems.find((one) => one.code === code);
    expect(found, `one of ${codesOf(problems).join(', ')}`).toMatchObject({ facts });
    expect(found?.message).not.toMatch(/[{}]/);
    expect(found?.remedy).not.toMatch(/[{}]/);
    const batches = await lender.app.store.reader.selectFrom('batch').selectAll().execute();
    expect(batches).toEqual([]);
    expect(writesOf(lender.tap)).toEqual([]);
  });

  it('in several ways at once: all of them are told', async () => {
    const lender = await openLender();
    await interestOn('4999')(lender);
    await feeWith({ gstCode: 'NEW', gstRate: 15 })(lender);
    await lender.configure({
      settings: { defaultContact: 'NOBODY', trackingB: { basis: 'branch', name: 'Area' } },
    });
    expect(codesOf(valueIn(await lender.plan()).problems)).toEqual([
      'gl_account.not_in_xero',
      'tax_type.unknown',
      'tracking.category_missing',
      'contact.default_missing',
    ]);
  });

  it('and is mended by making in Xero what is missing', async () => {
    const lender = await openLender();
    await lender.configure({
      glAccounts: [{ code: '4999', xeroType: 'REVENUE' }],
      elements: [{ code: 'INT', description: 'Interest', type: 'interest', glAccount: '4999' }],
      settings: { defaultContact: 'NEWCOMER', trackingB: { basis: 'branch', name: 'Area' } },
    });
    expect(valueIn(await lender.plan()).problems).toHaveLength(3);
    await setUp(lender);
    expect(valueIn(await lender.plan()).problems).toEqual([]);
  });
});

describe('rows that stay behind', () => {
  it('held.locked_date: what is dated on or before the lock waits, the rest goes', async () => {
    const lender = await openLender();
    await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-05-02' });
    const plan = valueIn(await lender.plan());
    expect(plan).toMatchObject({ problems: [], transactions: 1 });
    const held = plan.held.map(({ code, facts }) => [code, facts.stream, facts.rows]);
    expect(held).toContainEqual(['held.locked_date', 'bank', 1]);
    expect(valueIn(await lender.send(plan.exportId ?? '')).state).toBe('complete');
    await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate: null });
    expect(valueIn(await lender.plan())).toMatchObject({ transactions: 3, held: [] });
  });

  it('held.default_contact_missing: bank transactions wait, journals go', async () => {
    const lender = await openLender();
    await lender.configure({ settings: { defaultContact: '' } });
    const plan = valueIn(await lender.plan());
    expect(plan).toMatchObject({
      problems: [],
      documents: { manualJournals: 3, bankTransactions: 0 },
    });
    expect(codesOf(plan.held)).toEqual(['held.default_contact_missing']);
  });
});
