import { CLASS_OF_TYPE } from '../../xero/contract/accounts.ts';
import { NO_ID } from '../../xero/contract/envelopes.ts';
import { type AccountRow, createAccount, defaultTaxType } from '../books/accounts.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { first, run } from '../database/statements.ts';
import {
  type AccountInput,
  checkAccountChange,
  checkNewAccount,
  readAccount,
} from '../documents/account-input.ts';
import { accountJson } from '../documents/account-json.ts';
import { loadChart } from '../documents/chart.ts';
import type { DocumentShape } from '../documents/document-shape.ts';
import { exceptionAnswer, readElements } from '../documents/write-answer.ts';
import { message } from '../messages.ts';
import { listRows } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const NAME = 'Accounts';

const CLASS_SQL = `case type ${Object.entries(CLASS_OF_TYPE)
  .map(([type, className]) => `when '${type}' then '${className}'`)
  .join(' ')} end`;

const FIELDS = queryFields({
  AccountID: { sql: 'account_id', kind: 'text' },
  Code: { sql: 'code', kind: 'text' },
  Name: { sql: 'name', kind: 'text' },
  Type: { sql: 'type', kind: 'text' },
  Class: { sql: `(${CLASS_SQL})`, kind: 'text' },
  Status: { sql: 'status', kind: 'text' },
  TaxType: { sql: 'tax_type', kind: 'text' },
  SystemAccount: { sql: 'system_account', kind: 'text' },
  EnablePaymentsToAccount: { sql: 'enable_payments', kind: 'boolean' },
  BankAccountNumber: { sql: 'bank_account_number', kind: 'text' },
  UpdatedDateUTC: { sql: 'updated_at', kind: 'moment' },
});

/** https://developer.xero.com/documentation/api/accounting/accounts */
export const accountEndpoints: Endpoint[] = [
  { method: 'GET', path: '/Accounts', resource: NAME, answer: listAccounts },
  { method: 'GET', path: '/Accounts/:id', resource: NAME, answer: oneAccount },
  { method: 'PUT', path: '/Accounts', resource: NAME, answer: putAccount },
  { method: 'POST', path: '/Accounts', resource: NAME, answer: postAccount },
  { method: 'POST', path: '/Accounts/:id', resource: NAME, answer: postAccount },
  { method: 'DELETE', path: '/Accounts/:id', resource: NAME, answer: deleteAccount },
];

function listAccounts(call: Call): Answer {
  const { rows } = listRows<AccountRow>(call, {
    table: 'account',
    idColumn: 'account_id',
    fields: FIELDS,
    defaultOrder: 'Code ASC',
    hasPages: false,
  });
  return accountsAnswer(call, rows, 'listed');
}

function oneAccount(call: Call): Answer {
  return accountsAnswer(call, [findAccount(call, call.params.id ?? '')], 'alone');
}

/** Accounts are written one at a time: what follows the first element is ignored. */
function putAccount(call: Call): Answer {
  return createOne(call, firstInput(call));
}

function postAccount(call: Call): Answer {
  const input = firstInput(call);
  const accountId = call.params.id ?? input.accountId;
  return accountId === undefined ? createOne(call, input) : changeOne(call, accountId, input);
}

function firstInput(call: Call): AccountInput {
  const [input] = readElements(call, NAME).map(readAccount);
  if (input === undefined) throw notFound();
  return input;
}

function createOne(call: Call, input: AccountInput): Answer {
  const errors = checkNewAccount(call, loadChart(call), input);
  if (errors.size > 0 || input.type === undefined) return refusal(input, errors);
  const accountId = createAccount(call.books, call.organisation.tenant_id, {
    ...input,
    name: input.name ?? '',
    type: input.type,
    taxType: input.taxType ?? defaultTaxType(call.organisation.country, input.type),
    details: watched(input),
    now: call.now,
  });
  return accountsAnswer(call, [findAccount(call, accountId)], 'written');
}

function changeOne(call: Call, accountId: string, input: AccountInput): Answer {
  const row = findAccount(call, accountId);
  const errors = checkAccountChange(call, loadChart(call), { input, row });
  if (errors.size > 0) return refusal(input, errors);
  run(
    call.books,
    `update account set code = ?, name = ?, type = ?, tax_type = ?, description = ?, status = ?,
       enable_payments = ?, show_in_expense_claims = ?, updated_at = ?,
       details = json_patch(details, ?) where account_id = ?`,
    input.accountCode ?? row.code,
    input.name ?? row.name,
    input.type ?? row.type,
    input.taxType ?? row.tax_type,
    input.description ?? row.description,
    input.status?.toUpperCase() === 'ARCHIVED' ? 'ARCHIVED' : statusAfter(row, input),
    Number(input.enablePayments ?? row.enable_payments),
    Number(input.showInExpenseClaims ?? row.show_in_expense_claims),
    call.now,
    JSON.stringify(watched(input)),
    row.account_id,
  );
  return accountsAnswer(call, [findAccount(call, row.account_id)], 'written');
}

function watched({ addToWatchlist }: AccountInput): object {
  return addToWatchlist === undefined ? {} : { AddToWatchlist: addToWatchlist };
}

function statusAfter(row: AccountRow, input: AccountInput): string {
  return input.status?.toUpperCase() === 'ACTIVE' ? 'ACTIVE' : row.status;
}

function deleteAccount(call: Call): Answer {
  const row = findAccount(call, call.params.id ?? '');
  const complaint = row.system_account !== null ? 'accountIsSystem' : 'accountInUse';
  if (row.system_account !== null || isUsed(call, row)) {
    const fields = writtenAccount(call, row);
    return exceptionAnswer([{ fields, errors: [message(complaint)], warnings: [] }]);
  }
  run(call.books, 'delete from account where account_id = ?', row.account_id);
  const element = { ...writtenAccount(call, row), Status: 'DELETED' };
  return envelopeAnswer(call, {
    name: NAME,
    elements: [JSON.stringify(element)],
  });
}

/** Whether any document names the account, posted or not. */
function isUsed(call: Call, row: AccountRow): boolean {
  const found = first(
    call.books,
    `select 1 from ledger_entry where account_id = ?1
     union all select 1 from manual_journal where tenant_id = ?2 and instr(lines, ?1) > 0
     union all select 1 from bank_transaction where tenant_id = ?2
       and (bank_account_id = ?1 or instr(lines, ?1) > 0) limit 1`,
    row.account_id,
    call.organisation.tenant_id,
  );
  return found !== undefined;
}

function findAccount(call: Call, accountId: string): AccountRow {
  const row = first<AccountRow>(
    call.books,
    'select * from account where account_id = ? and tenant_id = ?',
    accountId.toLowerCase(),
    call.organisation.tenant_id,
  );
  if (row === undefined) throw notFound();
  return row;
}

function writtenAccount(call: Call, row: AccountRow): object {
  return accountJson(row, { baseCurrency: call.organisation.base_currency, shape: 'written' });
}

function accountsAnswer(call: Call, rows: AccountRow[], shape: DocumentShape): Answer {
  const shown = { baseCurrency: call.organisation.base_currency, shape };
  return envelopeAnswer(call, {
    name: NAME,
    elements: rows.map((row) => JSON.stringify(accountJson(row, shown))),
  });
}

function refusal(input: AccountInput, errors: Iterable<string>): Answer {
  const fields = {
    AccountID: input.accountId ?? NO_ID,
    Code: input.accountCode,
    Name: input.name,
    Type: input.type,
    TaxType: input.taxType,
  };
  return exceptionAnswer([{ fields, errors, warnings: [] }]);
}
