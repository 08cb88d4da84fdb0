import type { Endpoint } from '../calls/call.ts';
import { readBankTransaction } from '../documents/bank-transaction-input.ts';
import { bankTransactionFields } from '../documents/bank-transaction-json.ts';
import { findBankTransaction } from '../documents/bank-transaction-store.ts';
import { writeBankTransaction } from '../documents/bank-transaction-write.ts';
import { loadChart } from '../documents/chart.ts';
import { shownLines } from '../documents/line-items.ts';
import { listedIn } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import { documentReads, elementWrites } from './document-endpoints.ts';

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
  ...documentReads({
    name: NAME,
    linesName: 'LineItems',
    listing: (call) => ({
      table: 'bank_transaction',
      idColumn: 'bank_transaction_id',
      fields: FIELDS,
      conditions: listedIn(call, 'References', 'reference'),
      isDelayed: true,
    }),
    idOf: (row) => row.bank_transaction_id,
    find: findBankTransaction,
    fieldsOf: bankTransactionFields,
    linesOf: shownLines,
  }),
  ...elementWrites({
    name: NAME,
    read: readBankTransaction,
    idOf: ({ bankTransactionId }) => bankTransactionId,
    writer: (call) => {
      const chart = loadChart(call);
      return (input, bankTransactionId) =>
        writeBankTransaction(call, chart, { ...input, bankTransactionId });
    },
  }),
];
