import type { Call } from '../calls/call.ts';
import { first } from '../database/statements.ts';

/** A kind of record that notes and files may be put to. */
export interface Holder {
  /** Its path, such as `ManualJournals`. */
  name: string;
  table: string;
  idColumn: string;
}

export const NOTE_HOLDERS: readonly Holder[] = [
  { name: 'ManualJournals', table: 'manual_journal', idColumn: 'journal_id' },
  { name: 'BankTransactions', table: 'bank_transaction', idColumn: 'bank_transaction_id' },
  { name: 'Invoices', table: 'invoice', idColumn: 'invoice_id' },
  { name: 'Contacts', table: 'contact', idColumn: 'contact_id' },
];

export const FILE_HOLDERS: readonly Holder[] = [
  ...NOTE_HOLDERS,
  { name: 'Accounts', table: 'account', idColumn: 'account_id' },
];

/** The id of the record that a path names; undefined where there is none. */
export function heldBy(call: Call, { idColumn, table }: Holder): string | undefined {
  const id = (call.params.id ?? '').toLowerCase();
  const sql = `select 1 from ${table} where tenant_id = ? and ${idColumn} = ?`;
  return first(call.books, sql, call.organisation.tenant_id, id) === undefined ? undefined : id;
}
