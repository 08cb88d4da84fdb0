import type { BankAccount, Catalog, Element, GlAccount } from './catalog.ts';
import { checkBankCurrency } from './check-accounts.ts';
import { gstRateOf, xeroRateOf } from './gst.ts';
import type { ChartAccount, OrganisationFacts } from './organisation.ts';
import { type Problem, problem } from './problem.ts';
import type { GlobalSettings } from './settings.ts';

/** The reference data that one entity, or everything, posts with, beside what Xero has. */
export interface CatalogCheck {
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
  /** Blank for all entities together. */
  readonly entity: string;
  readonly facts: OrganisationFacts;
}

/**
 * GL accounts that the catalog uses and Xero lacks, has archived, or has as another kind. With an
 * account structure the codes depend on the rows, so the plan checks them instead.
 */
export function checkGlAccounts(check: CatalogCheck): Problem[] {
  const { settings, facts } = check;
  const chart = new Map(facts.chart.map((one) => [one.glAccountCode, one]));
  const banks = bankAccountsOf(check).flatMap((one) => bankProblems(one, facts));
  if (settings.accountStructure !== '') return banks;
  const used = [...usesOf(check)].flatMap(([glAccount, uses]) =>
    accountProblems({ glAccount, uses: uses.join(', ') }, chart.get(glAccount), facts),
  );
  return [...used, ...banks];
}

/** Tax types of the GST codes that Xero lacks, and elements whose rate is not Xero's. */
export function checkGstCodes({ settings, catalog, facts }: CatalogCheck): Problem[] {
  if (!settings.useGst) return [];
  const organisation = facts.organisation.name;
  const unknown = [...catalog.gstCodes.values()]
    .filter(({ taxType }) => xeroRateOf(taxType, facts) === undefined)
    .map(({ code: gstCode, taxType }) =>
      problem('tax_type.unknown', { taxType, organisation, uses: `GST code ${gstCode}` }),
    );
  const rates = [...catalog.elements.values()].flatMap((element) => {
    const taxType = catalog.gstCodes.get(element.gstCode)?.taxType ?? '';
    return rateProblems(element, taxType, xeroRateOf(taxType, facts));
  });
  return [...unknown, ...rates];
}

/** The default contact as Xero has it; blank is a problem where bank transactions need one. */
export function checkDefaultContact(check: CatalogCheck): Problem[] {
  const { defaultContact: contact, streams } = check.settings;
  const isNeeded = streams.includes('bank') && bankAccountsOf(check).length > 0;
  if (contact === '') {
    const bankAccount = bankAccountsOf(check)
      .map((one) => one.code)
      .join(', ');
    return isNeeded ? [problem('held.default_contact_missing', { bankAccount })] : [];
  }
  const { organisation, contacts } = check.facts;
  const found = contacts.filter(
    (one) => one.isActive && (one.contactId === contact || one.accountNumber === contact),
  );
  if (found.length === 0) {
    return [problem('contact.default_missing', { contact, organisation: organisation.name })];
  }
  const facts = { accountNumber: contact, contacts: found.length };
  return found.length === 1 ? [] : [problem('contact.ambiguous', facts)];
}

function bankAccountsOf({ catalog, entity }: CatalogCheck): BankAccount[] {
  const all = [...catalog.bankAccounts.values()];
  return all.filter((one) => entity === '' || one.entity === entity);
}

/** Every GL account that is active or used, with what uses it. */
function usesOf(check: CatalogCheck): Map<string, string[]> {
  const { catalog } = check;
  const uses = new Map<string, string[]>();
  const add = (glAccount: string, use: string) => {
    if (glAccount !== '') uses.set(glAccount, [...(uses.get(glAccount) ?? []), use]);
  };
  for (const element of catalog.elements.values()) {
    add(accountOf(element, 'glAccount', check), `element ${element.code}`);
  }
  for (const type of catalog.accountTypes.values()) {
    add(accountOf(type, 'controlAccount', check), `account type ${type.code}`);
    add(accountOf(type, 'clearingAccount', check), `account type ${type.code}`);
  }
  for (const bank of bankAccountsOf(check)) {
    add(bank.clearingAccount, `bank account ${bank.code}`);
  }
  for (const { code: glAccountCode, active } of unusedAccounts(catalog, uses)) {
    if (active) add(glAccountCode, 'journal entries');
  }
  return uses;
}

/** An account of our list that is a bank account of ours is checked as such. */
function unusedAccounts(
  { glAccounts, bankAccounts }: Catalog,
  uses: ReadonlyMap<string, readonly string[]>,
): GlAccount[] {
  const banks = new Set([...bankAccounts.values()].map(({ xeroAccount }) => xeroAccount));
  const others = [...glAccounts.values()].filter((one) => one.xeroType !== 'BANK');
  return others.filter(({ code }) => !uses.has(code) && !banks.has(code));
}

function accountOf<F extends 'glAccount' | 'controlAccount' | 'clearingAccount'>(
  item: { readonly [K in F]: string } & {
    readonly [K in `${F}ByEntity`]: Readonly<Record<string, string>>;
  },
  field: F,
  { entity }: CatalogCheck,
): string {
  return item[`${field}ByEntity`][entity] || item[field];
}

function accountProblems(
  use: { glAccount: string; uses: string },
  found: ChartAccount | undefined,
  { organisation }: OrganisationFacts,
): Problem[] {
  const facts = { ...use, organisation: organisation.name };
  if (found === undefined) return [problem('gl_account.not_in_xero', facts)];
  if (!found.isActive) return [problem('gl_account.archived', facts)];
  return found.type === 'BANK' ? [problem('gl_account.is_bank_account', facts)] : [];
}

function bankProblems(
  { code: bankAccountCode, xeroAccount }: BankAccount,
  told: OrganisationFacts,
): Problem[] {
  const { chart, organisation } = told;
  const found = chart.find(
    (one) => one.glAccountCode === xeroAccount || one.accountId === xeroAccount,
  );
  const uses = `bank account ${bankAccountCode}`;
  const facts = { glAccount: xeroAccount, organisation: organisation.name, uses };
  if (found === undefined) return [problem('gl_account.not_in_xero', facts)];
  if (!found.isActive) return [problem('gl_account.archived', facts)];
  return found.type === 'BANK'
    ? checkBankCurrency(found, told)
    : [problem('gl_account.not_a_bank_account', facts)];
}

/** A rate of exactly 100 means that all of it is GST, which no tax type's rate says. */
function rateProblems(element: Element, taxType: string, xeroRate: number | undefined): Problem[] {
  const rate = gstRateOf(element);
  if (xeroRate === undefined || rate === 10_000 || rate === xeroRate) return [];
  const rates = { rate: `${rate / 100} %`, xeroRate: `${xeroRate / 100} %` };
  return [problem('tax_type.other_rate', { element: element.code, taxType, ...rates })];
}
