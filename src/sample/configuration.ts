import type { ConfigurationInput } from '../domain/configuration.ts';
import type { AccountingDate } from '../domain/dates.ts';
import { ACCOUNT_TYPES, GL_ACCOUNTS, GST_CODES, type ItemOf } from './chart.ts';
import { ELEMENTS } from './elements.ts';

export const BRANCHES = [
  { id: 'EAST', description: 'East Branch (Main Entity)', entity: 'M' },
  { id: 'MAIN', description: 'Main Branch (Main Entity)', entity: 'M' },
  { id: 'SOUTH', description: 'Southern Branch (Main Entity)', entity: 'M' },
  { id: 'WEST', description: 'West Branch (Main Entity)', entity: 'M' },
] as const;

const DEPARTMENTS = [
  { id: 'CONSUMER', description: 'Consumer Lending' },
  { id: 'DEALER', description: 'Dealer Finance' },
  { id: 'ONLINE', description: 'Online Applications' },
  { id: 'BROKER', description: 'Broker Introduced' },
  { id: 'COMMERCIAL', description: 'Commercial Lending' },
] as const;

export type DepartmentId = (typeof DEPARTMENTS)[number]['id'];

/** Where payments by direct debit arrive. */
export const COLLECTION_BANK_ACCOUNT = 'COLLECT';
/** Where money is paid out and single transfers arrive. */
export const OPERATING_BANK_ACCOUNT = 'OPERATE';

/** The sample lender's whole configuration, with an empty test organisation to be set up from it. */
export function sampleConfiguration(options: { from: AccountingDate }): ConfigurationInput {
  return {
    version: 1,
    settings: {
      useGst: true,
      defaultContact: 'BORROWERS',
      trackingA: { basis: 'department', name: 'Department' },
      trackingB: { basis: 'branch', name: 'Branch' },
    },
    entities: [{ code: 'M', description: 'Main Entity M', startDate: options.from }],
    branches: [...BRANCHES],
    departments: [...DEPARTMENTS],
    gstCodes: GST_CODES,
    glAccounts: GL_ACCOUNTS,
    elements: ELEMENTS,
    accountTypes: ACCOUNT_TYPES,
    bankAccounts: [
      bankAccount(COLLECTION_BANK_ACCOUNT, { xeroAccount: '091', clearingAccount: '2191' }),
      bankAccount(OPERATING_BANK_ACCOUNT, { xeroAccount: '090', clearingAccount: '2190' }),
    ],
    testOrganisation: {
      seed: 'empty',
      name: 'Main Entity M Limited',
      country: 'NZ',
      baseCurrency: 'NZD',
      financialYearEnd: '03-31',
    },
  };
}

function bankAccount(
  bankAccountCode: string,
  accounts: { xeroAccount: string; clearingAccount: string },
): ItemOf<'bankAccounts'> {
  return { code: bankAccountCode, entity: 'M', ...accounts, groupTransactions: true };
}
