import type { ChartAccount } from '../../domain/organisation.ts';
import type { Outcome } from '../../domain/problem.ts';
import {
  ACCOUNT_CLASSES,
  type AccountType,
  CLASS_OF_TYPE,
  type WireAccount,
} from '../contract/accounts.ts';
import { ACCOUNTING_PATHS } from '../contract/endpoints.ts';
import type { TenantCalls } from './call.ts';
import { type Fields, optionalTextOf, textOf, wordOf } from './fields.ts';
import { createOne, readList } from './lists.ts';
import { accountingPath } from './paths.ts';

/**
 * Every type that an account can have.
 *
 * @see https://developer.xero.com/documentation/api/accounting/types#accounts
 */
export const ACCOUNT_TYPES: readonly string[] = Object.keys(CLASS_OF_TYPE);

/** What an account is made of; a bank account needs its number, its code may be left out. */
export interface NewAccount {
  readonly glAccountCode?: string;
  readonly name: string;
  readonly type: AccountType;
  readonly taxType?: string;
  readonly description?: string;
  readonly bankAccountNumber?: string;
}

/**
 * The whole chart, archived accounts included.
 *
 * @see https://developer.xero.com/documentation/api/accounting/accounts
 */
export function listChart(calls: TenantCalls): Promise<Outcome<ChartAccount[]>> {
  return readList(calls, ACCOUNTS, accountFrom);
}

/** Problem: `xero_call.validation_failed`, when the code or the name is taken. */
export function createAccount(
  calls: TenantCalls,
  account: NewAccount,
): Promise<Outcome<ChartAccount>> {
  const body = {
    Code: account.glAccountCode,
    Name: account.name,
    Type: account.type,
    TaxType: account.taxType,
    Description: account.description,
    BankAccountNumber: account.bankAccountNumber,
  };
  return createOne(calls, { ...ACCOUNTS, body }, accountFrom);
}

const ACCOUNTS = { path: accountingPath(ACCOUNTING_PATHS.accounts), list: 'Accounts' };

function accountFrom(wire: Fields<WireAccount>): ChartAccount {
  return {
    accountId: textOf(wire, 'AccountID'),
    glAccountCode: optionalTextOf(wire, 'Code'),
    name: textOf(wire, 'Name'),
    type: textOf(wire, 'Type'),
    accountClass: wordOf(wire, 'Class', ACCOUNT_CLASSES),
    taxType: optionalTextOf(wire, 'TaxType'),
    isActive: textOf(wire, 'Status') === 'ACTIVE',
    systemAccount: optionalTextOf(wire, 'SystemAccount'),
    currency: optionalTextOf(wire, 'CurrencyCode'),
  };
}
