import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import {
  type AccountClass,
  type AccountType,
  CLASS_OF_TYPE,
} from '../../xero/contract/accounts.ts';
import { all, first, run } from '../database/statements.ts';
import { COUNTRIES, type CountryCode } from '../seeds/countries.ts';

export interface AccountRow {
  account_id: string;
  tenant_id: string;
  code: string | null;
  name: string;
  type: AccountType;
  tax_type: string;
  description: string | null;
  system_account: string | null;
  status: 'ACTIVE' | 'ARCHIVED';
  bank_account_number: string | null;
  enable_payments: number;
  show_in_expense_claims: number;
  updated_at: number;
  /** JSON of properties that only the answers show, in Xero's names. */
  details: string;
}

export interface NewAccount {
  accountCode?: string | undefined;
  name: string;
  type: AccountType;
  taxType: string;
  description?: string | undefined;
  systemAccount?: string | undefined;
  bankAccountNumber?: string | undefined;
  enablePayments?: boolean | undefined;
  showInExpenseClaims?: boolean | undefined;
  details?: object | undefined;
  now: number;
}

export function createAccount(
  books: DatabaseSync,
  tenantId: string,
  ledgerAccount: NewAccount,
): string {
  const accountId = randomUUID();
  run(
    books,
    `insert into account (account_id, tenant_id, code, name, type, tax_type, description,
       system_account, status, bank_account_number, enable_payments, show_in_expense_claims,
       updated_at, details)
     values (?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?, ?, ?)`,
    accountId,
    tenantId,
    ledgerAccount.accountCode ?? null,
    ledgerAccount.name,
    ledgerAccount.type,
    ledgerAccount.taxType,
    ledgerAccount.description ?? null,
    ledgerAccount.systemAccount ?? null,
    ledgerAccount.bankAccountNumber ??
      (ledgerAccount.type === 'BANK' ? bankNumber(accountId) : null),
    ledgerAccount.enablePayments === true ? 1 : 0,
    ledgerAccount.showInExpenseClaims === true ? 1 : 0,
    ledgerAccount.now,
    JSON.stringify(ledgerAccount.details ?? {}),
  );
  return accountId;
}

/** A bank account always has a number; one made without gets digits of its id. */
function bankNumber(accountId: string): string {
  return String(Number.parseInt(accountId.slice(0, 8), 16)).padStart(12, '0');
}

export function listAccounts(books: DatabaseSync, tenantId: string): AccountRow[] {
  return all<AccountRow>(
    books,
    'select * from account where tenant_id = ? order by code, name',
    tenantId,
  );
}

export function findSystemAccount(
  books: DatabaseSync,
  tenantId: string,
  systemAccount: string,
): AccountRow {
  const row = first<AccountRow>(
    books,
    'select * from account where tenant_id = ? and system_account = ?',
    tenantId,
    systemAccount,
  );
  if (row === undefined) throw new Error(`The organisation has no account ${systemAccount}.`);
  return row;
}

export function accountClass(type: AccountType): AccountClass {
  return CLASS_OF_TYPE[type];
}

/** The tax type that a new account of this type takes when none is given. */
export function defaultTaxType(country: CountryCode, type: AccountType): string {
  const taxTypes = COUNTRIES[country].taxTypes;
  if (accountClass(type) === 'REVENUE') return taxTypes.income;
  return accountClass(type) === 'EXPENSE' ? taxTypes.expenses : taxTypes.none;
}
