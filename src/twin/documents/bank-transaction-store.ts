import { randomUUID } from 'node:crypto';
import type {
  BankTransactionStatus,
  BankTransactionType,
} from '../../xero/contract/bank-transactions.ts';
import type { LineAmountType } from '../../xero/contract/manual-journals.ts';
import type { AccountRow } from '../books/accounts.ts';
import type { ContactRow } from '../books/contacts.ts';
import type { Call } from '../calls/call.ts';
import { first, run } from '../database/statements.ts';
import { postToLedger, reverseInLedger } from '../ledger/ledger.ts';
import { ledgerLines } from './ledger-lines.ts';
import { type LineItem, lineItemsJson, totalsOf } from './line-items.ts';

export interface BankTransactionRow {
  bank_transaction_id: string;
  tenant_id: string;
  client_id: string;
  type: BankTransactionType;
  contact_id: string;
  bank_account_id: string;
  date: string;
  reference: string;
  status: BankTransactionStatus;
  is_reconciled: number;
  line_amount_types: LineAmountType;
  url: string | null;
  sub_total: number;
  total_tax: number;
  total: number;
  created_at: number;
  updated_at: number;
  /** JSON, as the answers show it. */
  lines: string;
  /** Whether a reference was ever given; one that was not is not shown. */
  has_reference: number;
}

/** A bank transaction that passed every check. */
export interface CheckedBankTransaction {
  type: BankTransactionType;
  contact: ContactRow;
  bankAccount: AccountRow;
  date: string;
  reference: string | undefined;
  isReconciled: boolean;
  lineAmountTypes: LineAmountType;
  url: string | null;
  lines: LineItem[];
  unitDecimals: number;
  gstAccountId: string;
}

export function findBankTransaction(call: Call, id: string): BankTransactionRow | undefined {
  return first<BankTransactionRow>(
    call.books,
    'select * from bank_transaction where bank_transaction_id = ? and tenant_id = ?',
    id.toLowerCase(),
    call.organisation.tenant_id,
  );
}

/** Saves a new transaction, or replaces an existing one as a whole; then the ledger follows. */
export function saveBankTransaction(
  call: Call,
  checked: CheckedBankTransaction,
  existing: BankTransactionRow | undefined,
): BankTransactionRow {
  const totals = totalsOf(checked.lines, checked.lineAmountTypes);
  const row: BankTransactionRow = {
    bank_transaction_id: existing?.bank_transaction_id ?? randomUUID(),
    tenant_id: call.organisation.tenant_id,
    client_id: existing?.client_id ?? call.app.client_id,
    type: checked.type,
    contact_id: checked.contact.contact_id,
    bank_account_id: checked.bankAccount.account_id,
    date: checked.date,
    reference: checked.reference ?? '',
    status: 'AUTHORISED',
    is_reconciled: checked.isReconciled ? 1 : 0,
    line_amount_types: checked.lineAmountTypes,
    url: checked.url,
    sub_total: Number(totals.subTotal),
    total_tax: Number(totals.totalTax),
    total: Number(totals.total),
    created_at: existing?.created_at ?? call.now,
    updated_at: call.now,
    lines: lineItemsJson(checked.lines, checked.unitDecimals),
    has_reference: checked.reference === undefined ? 0 : 1,
  };
  run(
    call.books,
    `insert or replace into bank_transaction
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...Object.values(row),
  );
  if (existing !== undefined) reverseInLedger(call.books, row.bank_transaction_id, call.now);
  post(call, row, checked);
  return row;
}

export function deleteBankTransaction(
  call: Call,
  existing: BankTransactionRow,
): BankTransactionRow {
  const sql =
    "update bank_transaction set status = 'DELETED', updated_at = ? where bank_transaction_id = ?";
  run(call.books, sql, call.now, existing.bank_transaction_id);
  reverseInLedger(call.books, existing.bank_transaction_id, call.now);
  return { ...existing, status: 'DELETED', updated_at: call.now };
}

/** Money received is a debit on the bank account, against credits on the lines. */
function post(call: Call, row: BankTransactionRow, checked: CheckedBankTransaction): void {
  const isReceived = row.type.startsWith('RECEIVE');
  const { gstAccountId, lineAmountTypes, lines } = checked;
  const { bank_transaction_id: documentId, date, tenant_id: tenantId } = row;
  // Recorded: a journal of money shows a blank reference, whatever that of the transaction is.
  const reference = row.has_reference === 1 ? '' : null;
  postToLedger(
    call.books,
    {
      ...{ tenantId, documentId, date, reference, onCashBasis: true, now: call.now },
      sourceType: isReceived ? 'CASHREC' : 'CASHPAID',
    },
    ledgerLines(lines, {
      ...{ lineAmountTypes, gstAccountId, otherSideId: row.bank_account_id },
      sign: isReceived ? -1n : 1n,
    }),
  );
}
