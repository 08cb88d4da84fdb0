import type {
  BatchTable,
  BundleSideTable,
  BundleTable,
  CallDocumentTable,
  CallTable,
  ClaimTable,
  DocumentLineTable,
  DocumentTable,
  ReceiptTable,
} from './schema-batch.ts';
import type { ConnectionTable, SignInTable } from './schema-connection.ts';
import type {
  AuditTable,
  BankGroupTable,
  CatalogItemTable,
  ImportTable,
  JournalEntryLineTable,
  JournalEntryTable,
  LoanAccountChangeTable,
  LoanAccountTable,
  LoanTransactionTable,
  SegmentTable,
  SettingTable,
  SourceTable,
  SupersededTable,
} from './schema-subledger.ts';

/** Every table, the same on SQLite and PostgreSQL. Columns named `*_cents` are read as `Cents`. */
export interface Database {
  schema_version: { version: number };
  audit: AuditTable;
  setting: SettingTable;
  catalog_item: CatalogItemTable;
  segment: SegmentTable;
  source: SourceTable;
  bank_group: BankGroupTable;
  import: ImportTable;
  loan_account: LoanAccountTable;
  loan_account_change: LoanAccountChangeTable;
  loan_transaction: LoanTransactionTable;
  superseded: SupersededTable;
  journal_entry: JournalEntryTable;
  journal_entry_line: JournalEntryLineTable;
  batch: BatchTable;
  claim: ClaimTable;
  bundle: BundleTable;
  bundle_side: BundleSideTable;
  document: DocumentTable;
  document_line: DocumentLineTable;
  call: CallTable;
  call_document: CallDocumentTable;
  receipt: ReceiptTable;
  connection: ConnectionTable;
  sign_in: SignInTable;
}
