import type { ConfigurationInput } from '../domain/configuration.ts';

/** What one list of the configuration file holds. */
export type ItemOf<K extends keyof ConfigurationInput> = NonNullable<
  NonNullable<ConfigurationInput[K]> extends readonly (infer Item)[] ? Item : never
>;

/** The lender's GL accounts; none takes the code of an account that Xero runs itself. */
export const GL_ACCOUNTS: ItemOf<'glAccounts'>[] = [
  bank('090', 'Operating Account'),
  bank('091', 'Direct Debit Collection Account'),
  asset('1100', 'Personal Loans Receivable'),
  asset('1110', 'Vehicle Loans Receivable'),
  asset('1120', 'Business Loans Receivable'),
  liability('2190', 'Loan Clearing'),
  liability('2191', 'Direct Debit Clearing'),
  liability('2300', 'Loan Disbursements'),
  liability('2400', 'Loan Book Purchase'),
  income('4100', 'Establishment Fees'),
  income('4110', 'Account Maintenance Fees'),
  income('4120', 'Default Fees'),
  income('4130', 'Registration Fees Recovered'),
  income('4200', 'Interest Income on Loans'),
  income('4210', 'Default Interest Income'),
];

export const ACCOUNT_TYPES: ItemOf<'accountTypes'>[] = [
  accountType('PERSONAL', 'Personal Loan', '1100'),
  accountType('VEHICLE', 'Vehicle Loan', '1110'),
  accountType('BUSINESS', 'Business Loan', '1120'),
];

/** The information list GstCodes as Xero's New Zealand organisations want it. */
export const GST_CODES: ItemOf<'gstCodes'>[] = [
  { code: 'INP', taxType: 'INPUT2', description: 'GST on Expenses' },
  { code: 'NONE', taxType: 'NONE', description: 'No GST' },
  { code: 'ZERO', taxType: 'ZERORATED', description: 'Zero Rated' },
  { code: 'OUT', taxType: 'OUTPUT2', description: 'GST on Income' },
  { code: 'IMP', taxType: 'GSTONIMPORTS', description: 'GST on Imports' },
];

type GlAccountInput = ItemOf<'glAccounts'>;

function bank(glAccountCode: string, description: string): GlAccountInput {
  return { code: glAccountCode, description, category: 'Bank', shared: true, xeroType: 'BANK' };
}

function asset(glAccountCode: string, description: string): GlAccountInput {
  return { code: glAccountCode, description, category: 'Assets', xeroType: 'CURRENT' };
}

function liability(glAccountCode: string, description: string): GlAccountInput {
  return { code: glAccountCode, description, category: 'Liabilities', xeroType: 'CURRLIAB' };
}

function income(glAccountCode: string, description: string): GlAccountInput {
  return { code: glAccountCode, description, category: 'Income', xeroType: 'REVENUE' };
}

function accountType(
  typeCode: string,
  description: string,
  controlAccount: string,
): ItemOf<'accountTypes'> {
  return { code: typeCode, description, controlAccount, clearingAccount: '2190' };
}
