import { type AccountType, CLASS_OF_TYPE } from '../../xero/contract/accounts.ts';
import { MAX_ACCOUNT_CODE_LENGTH, MAX_ACCOUNT_NAME_LENGTH } from '../../xero/contract/limits.ts';
import { type AccountRow, accountClass } from '../books/accounts.ts';
import { canApplyTo } from '../books/tax-rates.ts';
import type { Call } from '../calls/call.ts';
import { first } from '../database/statements.ts';
import { message } from '../messages.ts';
import { booleanField, choiceField, guidField, textField } from '../wire/fields.ts';
import type { Incoming } from '../wire/json.ts';
import type { Chart } from './chart.ts';

export interface AccountInput {
  accountId: string | undefined;
  accountCode: string | undefined;
  name: string | undefined;
  type: AccountType | undefined;
  taxType: string | undefined;
  description: string | undefined;
  status: string | undefined;
  bankAccountNumber: string | undefined;
  enablePayments: boolean | undefined;
  showInExpenseClaims: boolean | undefined;
  addToWatchlist: boolean | undefined;
}

const ACCOUNT_TYPES = Object.keys(CLASS_OF_TYPE) as AccountType[];

export function readAccount(element: Incoming): AccountInput {
  return {
    accountId: guidField(element, 'AccountID'),
    accountCode: textField(element, 'Code'),
    name: textField(element, 'Name'),
    type: choiceField(element, 'Type', {
      of: ACCOUNT_TYPES,
      type: 'Xero.API.Library..AccountType',
    }),
    taxType: textField(element, 'TaxType'),
    description: textField(element, 'Description'),
    status: textField(element, 'Status'),
    bankAccountNumber: textField(element, 'BankAccountNumber'),
    enablePayments: booleanField(element, 'EnablePaymentsToAccount'),
    showInExpenseClaims: booleanField(element, 'ShowInExpenseClaims'),
    addToWatchlist: booleanField(element, 'AddToWatchlist'),
  };
}

export function checkNewAccount(call: Call, chart: Chart, input: AccountInput): Set<string> {
  const errors = new Set<string>();
  if (input.type === undefined) errors.add(message('accountTypeMissing'));
  if ((input.name ?? '').trim() === '') errors.add(message('accountNameMissing'));
  if (input.type === 'BANK' && (input.bankAccountNumber ?? '') === '') {
    errors.add(message('accountNumberMissing'));
  }
  checkNames(call, input, errors);
  if (input.type !== undefined) checkTaxType(chart, { ...input, type: input.type }, errors);
  return errors;
}

/** An archived account can only come back, and archiving must stand alone. */
export function checkAccountChange(
  call: Call,
  chart: Chart,
  change: { input: AccountInput; row: AccountRow },
): Set<string> {
  const { input, row } = change;
  const errors = new Set<string>();
  const others = [input.accountCode, input.name, input.type, input.taxType, input.description];
  const isArchiving = input.status?.toUpperCase() === 'ARCHIVED';
  if (isArchiving && others.some((value) => value !== undefined)) {
    errors.add(message('archiveAlone'));
  }
  const turnsType = input.type !== undefined && input.type !== row.type;
  if (row.system_account !== null && (isArchiving || turnsType)) {
    errors.add(message('accountIsSystem'));
  }
  checkNames(call, { ...input, accountId: row.account_id }, errors);
  checkTaxType(chart, { ...input, type: input.type ?? row.type }, errors);
  return errors;
}

function checkNames(call: Call, input: AccountInput, errors: Set<string>): void {
  const { accountCode, accountId = '', name } = input;
  if ((name?.length ?? 0) > MAX_ACCOUNT_NAME_LENGTH) errors.add(message('accountNameTooLong'));
  if ((accountCode?.length ?? 0) > MAX_ACCOUNT_CODE_LENGTH) {
    errors.add(message('accountCodeTooLong'));
  }
  if (name !== undefined && isTaken(call, { column: 'name', value: name, accountId })) {
    errors.add(message('accountNameTaken'));
  }
  if (
    accountCode !== undefined &&
    isTaken(call, { column: 'code', value: accountCode, accountId })
  ) {
    errors.add(message('accountCodeTaken'));
  }
}

function isTaken(
  call: Call,
  wanted: { column: 'name' | 'code'; value: string; accountId: string },
): boolean {
  const row = first(
    call.books,
    `select 1 from account where tenant_id = ? and ${wanted.column} = ? and account_id <> ?`,
    call.organisation.tenant_id,
    wanted.value,
    wanted.accountId,
  );
  return row !== undefined;
}

function checkTaxType(
  chart: Chart,
  input: AccountInput & { type: AccountType },
  errors: Set<string>,
): void {
  if (input.taxType === undefined) return;
  const rate = chart.taxRates.get(input.taxType);
  if (rate === undefined) {
    errors.add(message('taxTypeUnknown', input.taxType));
  } else if (!canApplyTo(rate, accountClass(input.type))) {
    const shown = input.accountCode ?? input.name ?? '';
    errors.add(message('taxTypeNotForAccount', input.taxType, shown));
  }
}
