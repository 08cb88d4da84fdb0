import { describe, expect, it } from 'vitest';
import { catalogOf, lenderWith } from '../../test/domain/lender.ts';
import { CHART, chartAccount, contact, organisationFacts } from '../../test/domain/organisation.ts';
import {
  type CatalogCheck,
  checkDefaultContact,
  checkGlAccounts,
  checkGstCodes,
} from './check-catalog.ts';
import type { ConfigurationInput } from './configuration.ts';
import type { ChartAccount, OrganisationFacts } from './organisation.ts';
import type { Problem } from './problem.ts';

function checkOf(
  facts: Partial<OrganisationFacts> = {},
  changes: Partial<ConfigurationInput> = {},
): CatalogCheck {
  return { ...catalogOf(lenderWith(changes)), entity: 'M', facts: organisationFacts(facts) };
}

/** The chart with one account changed, or taken away. */
function chartWith(glAccount: string, changed: Partial<ChartAccount> | undefined): ChartAccount[] {
  return CHART.flatMap((one) => {
    if (one.glAccountCode !== glAccount) return [one];
    return changed === undefined ? [] : [{ ...one, ...changed }];
  });
}

const told = (problems: Problem[]) =>
  problems.map(({ code, facts }) => `${code} ${facts.glAccount ?? facts.taxType ?? facts.contact}`);

describe('GL accounts beside the chart', () => {
  it('are in order when each is there', () => {
    expect(checkGlAccounts(checkOf())).toEqual([]);
  });

  it.each([
    ['missing', '4100', undefined, 'gl_account.not_in_xero 4100'],
    ['archived', '1100', { isActive: false }, 'gl_account.archived 1100'],
    ['a bank account', '2190', { type: 'BANK' }, 'gl_account.is_bank_account 2190'],
    ['missing and used by entries alone', '6100', undefined, 'gl_account.not_in_xero 6100'],
    ['a missing bank account', '090', undefined, 'gl_account.not_in_xero 090'],
    ['an archived bank account', '090', { isActive: false }, 'gl_account.archived 090'],
    ['in another currency', '090', { currency: 'USD' }, 'bank_account.other_currency 090'],
    ['no bank account', '090', { type: 'CURRENT' }, 'gl_account.not_a_bank_account 090'],
  ] as const)('are reported: %s', (_, glAccount, changed, expected) => {
    const problems = checkGlAccounts(checkOf({ chart: chartWith(glAccount, changed) }));
    expect(told(problems)).toEqual([expected]);
  });

  it('name what needs them', () => {
    const [found] = checkGlAccounts(checkOf({ chart: chartWith('2190', undefined) }));
    expect(found?.facts.uses).toBe('account type LOAN, bank account BANK');
  });

  it('are those of the entity where it has its own', () => {
    const elements = [{ code: 'FEE', type: 'fee', glAccountByEntity: { M: '4109' } }] as const;
    const problems = checkGlAccounts(checkOf({}, { elements: [...elements] }));
    expect(told(problems)).toEqual(['gl_account.not_in_xero 4109']);
  });

  it('may be a bank account by its id in Xero', () => {
    const chart = [...CHART, chartAccount(' BANK ASSET', { accountId: 'bank-id' })];
    const bankAccounts = [{ code: 'BANK', entity: 'M', xeroAccount: 'bank-id' }];
    expect(checkGlAccounts(checkOf({ chart }, { bankAccounts }))).toEqual([]);
  });

  it('are left to the plan where an account structure composes the codes', () => {
    const settings = { accountStructure: '[GlAccount]-[Branch]' };
    expect(checkGlAccounts(checkOf({ chart: chartWith('4100', undefined) }, { settings }))).toEqual(
      [],
    );
  });
});

describe('GST codes beside the tax rates', () => {
  it('are in order when each tax type is there, import GST of rate 100 included', () => {
    expect(checkGstCodes(checkOf())).toEqual([]);
  });

  it('are reported where Xero has no such tax type', () => {
    const gstCodes = [{ code: 'OUT', taxType: 'OUTPUT9' }];
    expect(told(checkGstCodes(checkOf({}, { gstCodes })))).toEqual(['tax_type.unknown OUTPUT9']);
  });

  it('are reported where an element has another rate', () => {
    const elements = [{ code: 'FEE', type: 'fee', gstCode: 'OUT', gstRate: '12.5' }] as const;
    expect(checkGstCodes(checkOf({}, { elements: [...elements] }))).toMatchObject([
      { code: 'tax_type.other_rate', facts: { element: 'FEE', rate: '12.5 %', xeroRate: '15 %' } },
    ]);
  });

  it('do not matter where GST is not used', () => {
    const changes = { settings: { useGst: false }, gstCodes: [{ code: 'OUT', taxType: 'X' }] };
    expect(checkGstCodes(checkOf({}, changes))).toEqual([]);
  });
});

describe('the default contact', () => {
  const settings = (defaultContact: string) => ({ settings: { defaultContact } });

  it.each([
    ['by Account Number', 'BORROWERS', []],
    ['by id', 'id-BORROWERS', []],
    ['unknown', 'NOBODY', ['contact.default_missing NOBODY']],
  ])('%s', (_, defaultContact, expected) => {
    expect(told(checkDefaultContact(checkOf({}, settings(defaultContact))))).toEqual(expected);
  });

  it('may not be blank where bank transactions need one', () => {
    expect(checkDefaultContact(checkOf({}, settings('')))).toMatchObject([
      { code: 'held.default_contact_missing', facts: { bankAccount: 'BANK' } },
    ]);
  });

  it('may not be archived', () => {
    const problems = checkDefaultContact(checkOf({ contacts: [contact('BORROWERS', false)] }));
    expect(told(problems)).toEqual(['contact.default_missing BORROWERS']);
  });

  it('may not be two', () => {
    const contacts = [contact('BORROWERS'), { ...contact('BORROWERS'), contactId: 'other' }];
    expect(checkDefaultContact(checkOf({ contacts }))).toMatchObject([
      { code: 'contact.ambiguous', facts: { contacts: 2 } },
    ]);
  });

  it('is not needed without bank transactions', () => {
    const changes = { settings: { defaultContact: '', streams: ['journals' as const] } };
    expect(checkDefaultContact(checkOf({}, changes))).toEqual([]);
  });
});
