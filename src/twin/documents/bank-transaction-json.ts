import type { AccountRow } from '../books/accounts.ts';
import { type ContactRow, findContact } from '../books/contacts.ts';
import type { Call } from '../calls/call.ts';
import { first } from '../database/statements.ts';
import { dateString, msDate, msMoment } from '../wire/dates.ts';
import { decimalJson, moneyJson } from '../wire/json.ts';
import type { BankTransactionRow } from './bank-transaction-store.ts';
import { documentContactJson } from './contact-json.ts';
import type { DocumentShape } from './document-shape.ts';

/** Everything of a bank transaction but its lines, in Xero's names. */
export function bankTransactionFields(
  call: Call,
  row: BankTransactionRow,
  shape: DocumentShape,
): object {
  const bankAccount = accountOf(call, row.bank_account_id);
  const contact = contactOf(call, row.contact_id);
  return {
    BankTransactionID: row.bank_transaction_id,
    BankAccount: {
      AccountID: bankAccount.account_id,
      ...(bankAccount.code === null ? {} : { Code: bankAccount.code }),
      Name: bankAccount.name,
    },
    Type: row.type,
    ...(row.has_reference === 1 ? { Reference: row.reference } : {}),
    ...(row.url === null ? {} : { Url: row.url }),
    IsReconciled: row.is_reconciled === 1,
    ...(shape === 'written' ? {} : { HasAttachments: false }),
    ...(shape === 'alone' ? { Attachments: [] } : {}),
    ...(shape === 'listed' ? {} : { CurrencyRate: decimalJson(1_000_000n, 6) }),
    Contact: documentContactJson(contact, shape),
    DateString: dateString(row.date),
    Date: msDate(row.date),
    Status: row.status,
    LineAmountTypes: row.line_amount_types,
    SubTotal: moneyJson(BigInt(row.sub_total)),
    TotalTax: moneyJson(BigInt(row.total_tax)),
    Total: moneyJson(BigInt(row.total)),
    UpdatedDateUTC: msMoment(row.updated_at),
    CurrencyCode: call.organisation.base_currency,
  };
}

function accountOf(call: Call, accountId: string): AccountRow {
  const sql = 'select * from account where account_id = ?';
  const row = first<AccountRow>(call.books, sql, accountId);
  if (row === undefined) throw new Error(`Account ${accountId} is gone.`);
  return row;
}

function contactOf(call: Call, contactId: string): ContactRow {
  const row = findContact(call.books, call.organisation.tenant_id, contactId);
  if (row === undefined) throw new Error(`Contact ${contactId} is gone.`);
  return row;
}
