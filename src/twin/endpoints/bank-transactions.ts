import type { Call, Endpoint } from '../calls/call.ts';
import { readBankTransaction } from '../documents/bank-transaction-input.ts';
import { bankTransactionFields } from '../documents/bank-transaction-json.ts';
import {
  type BankTransactionRow,
  findBankTransaction,
} from '../documents/bank-transaction-store.ts';
import { writeBankTransaction } from '../documents/bank-transaction-write.ts';
import { loadChart } from '../documents/chart.ts';
import { readElements, writeAnswer } from '../documents/write-answer.ts';
import { listRows } from '../query/list-query.ts';
import { queryFields, type SqlCondition } from '../query/where-to-sql.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { withRawProperty } from '../wire/json.ts';

const NAME = 'BankTransactions';

const FIELDS = queryFields({
  BankTransactionID: { sql: 'bank_transaction_id', kind: 'text' },
  Type: { sql: 'type', kind: 'text' },
  Status: { sql: 'status', kind: 'text' },
  Date: { sql: 'date', kind: 'date' },
  Reference: { sql: 'reference', kind: 'text' },
  'Contact.ContactID': { sql: 'contact_id', kind: 'text' },
  'Contact.Name': { sql: fromContact('name'), kind: 'text' },
  'BankAccount.AccountID': { sql: 'bank_account_id', kind: 'text' },
  'BankAccount.Code': {
    sql: '(select a.code from account a where a.account_id = bank_account_id)',
    kind: 'text',
  },
  IsReconciled: { sql: 'is_reconciled', kind: 'boolean' },
  Total: { sql: 'total', kind: 'money' },
  SubTotal: { sql: 'sub_total', kind: 'money' },
  TotalTax: { sql: 'total_tax', kind: 'money' },
  UpdatedDateUTC: { sql: 'updated_at', kind: 'moment' },
});

function fromContact(column: string): string {
  return `(select c.${column} from contact c where c.contact_id = bank_transaction.contact_id)`;
}

/** https://developer.xero.com/documentation/api/accounting/banktransactions */
export const bankTransactionEndpoints: Endpoint[] = [
  { method: 'GET', path: '/BankTransactions', resource: NAME, answer: listTransactions },
  { method: 'GET', path: '/BankTransactions/:id', resource: NAME, answer: oneTransaction },
  { method: 'PUT', path: '/BankTransactions', resource: NAME, answer: createTransactions },
  { method: 'POST', path: '/BankTransactions', resource: NAME, answer: writeTransactions },
  { method: 'POST', path: '/BankTransactions/:id', resource: NAME, answer: writeTransactions },
];

/** Lists have lines only where a page was asked for. */
function listTransactions(call: Call): Answer {
  const { pagination, rows } = listRows<BankTransactionRow>(call, {
    table: 'bank_transaction',
    idColumn: 'bank_transaction_id',
    fields: FIELDS,
    conditions: referencesCondition(call),
    isDelayed: true,
  });
  const hasLines = pagination !== undefined;
  const elements = rows.map((row) => transactionJson(call, row, hasLines ? row.lines : '[]'));
  return envelopeAnswer({
    name: NAME,
    elements,
    providerName: call.app.name,
    now: call.now,
    pagination,
  });
}

function referencesCondition(call: Call): SqlCondition[] {
  const references = call.query.get('references')?.split(',');
  if (references === undefined) return [];
  return [{ sql: `reference in (${references.map(() => '?').join(', ')})`, values: references }];
}

function oneTransaction(call: Call): Answer {
  const row = findBankTransaction(call, (call.params.id ?? '').toLowerCase());
  if (row === undefined) throw notFound();
  const elements = [transactionJson(call, row, row.lines)];
  return envelopeAnswer({ name: NAME, elements, providerName: call.app.name, now: call.now });
}

/** PUT only creates: an id that was sent is left aside. */
function createTransactions(call: Call): Answer {
  const inputs = readElements(call, NAME).map((element) => ({
    ...readBankTransaction(element),
    bankTransactionId: undefined,
  }));
  const chart = loadChart(call);
  return writeAnswer(
    call,
    NAME,
    inputs.map((input) => writeBankTransaction(call, chart, input)),
  );
}

function writeTransactions(call: Call): Answer {
  const pathId = call.params.id?.toLowerCase();
  const inputs = readElements(call, NAME).map(readBankTransaction);
  const chart = loadChart(call);
  const outcomes = inputs.map((input) => {
    const bankTransactionId = pathId ?? input.bankTransactionId;
    return writeBankTransaction(call, chart, { ...input, bankTransactionId });
  });
  return writeAnswer(call, NAME, outcomes);
}

function transactionJson(call: Call, row: BankTransactionRow, lines: string): string {
  return withRawProperty(bankTransactionFields(call, row), 'LineItems', lines);
}
