import type { Generated } from 'kysely';
import type { Cents } from '../domain/money.ts';
import type { Mode } from '../domain/settings.ts';

/** 0 or 1; SQLite has no other truth. */
export type Flag = 0 | 1;

export interface AuditTable {
  audit_id: Generated<number>;
  at: string;
  actor: string;
  mode: Mode;
  action: string;
  subject: string;
  details: string;
}

export interface SettingTable {
  key: string;
  value: string;
}

export interface CatalogItemTable {
  item_id: Generated<number>;
  kind: string;
  key: string;
  body: string;
}

/** What postings are grouped by of a loan account; item ids of the catalog, 0 = none. */
export interface SegmentTable {
  segment_id: Generated<number>;
  entity_id: number;
  branch_id: number;
  department_id: number;
  account_type_id: number;
}

export interface SourceTable {
  source_id: Generated<number>;
  name: string;
}

export interface BankGroupTable {
  bank_group_id: Generated<number>;
  name: string;
}

export type ImportKind = 'accounts' | 'transactions' | 'journals';

/** A file that came in; its rows are one block of row ids, invisible while it is `loading`. */
export interface ImportTable {
  import_id: Generated<number>;
  kind: ImportKind;
  file_name: string;
  layout: string;
  content_hash: string;
  /** Of all its amounts, as the file states it; blank where it states none: that of the books. */
  currency: string;
  state: 'loading' | 'accepted';
  owner: string;
  heartbeat_at: string;
  first_row_id: number;
  last_row_id: number;
  rows: number;
  accepted: number;
  unchanged: number;
  debits_cents: Cents;
  credits_cents: Cents;
  started_at: string;
  accepted_at: string | null;
  actor: string;
}

export interface LoanAccountTable {
  loan_account_id: Generated<number>;
  account_id: string;
  client_id: string;
  client_name: string;
  segment_id: number;
  gst_exempt: Flag;
  import_id: number;
}

/** A change of an existing loan account, applied when its import is accepted. */
export interface LoanAccountChangeTable {
  import_id: number;
  loan_account_id: number;
  client_id: string;
  client_name: string;
  segment_id: number;
  gst_exempt: Flag;
}

/** Dates are whole numbers, 20260531; 0 in an id column = none. */
export interface LoanTransactionTable {
  row_id: number;
  source_id: number;
  transaction_id: string;
  version: number;
  date: number;
  entered_at: string | null;
  loan_account_id: number;
  element_id: number;
  amount_cents: Cents;
  gst_cents: Cents;
  reference: string | null;
  description: string | null;
  bank_account_id: number;
  bank_group_id: number;
  reversal_of_row_id: number | null;
}

/** A version of a transaction or journal entry that a higher one replaced. */
export interface SupersededTable {
  old_row_id: number;
  new_row_id: number;
}

export interface JournalEntryTable {
  row_id: number;
  source_id: number;
  entry_id: string;
  version: number;
  date: number;
  entity_id: number;
  narration: string | null;
  entered_at: string | null;
}

export interface JournalEntryLineTable {
  row_id: number;
  line_no: number;
  gl_account_id: number;
  amount_cents: Cents;
  branch_id: number;
  department_id: number;
  gst_code_id: number;
  description: string | null;
}
