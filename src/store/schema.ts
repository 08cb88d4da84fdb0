import type { Mode } from '../domain/settings.ts';
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
import type { ConnectionTable, SignInTable, XeroAppTable } from './schema-connection.ts';
import type { DecisionTable } from './schema-decision.ts';
import type { TieOutResultTable } from './schema-home.ts';
import type {
  AppUserTable,
  PasswordLinkTable,
  SessionTable,
  SignInFailureTable,
} from './schema-people.ts';
import type { RequestLogTable } from './schema-request-log.ts';
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
import type { FreedClaimTable, HeldRowTable, UndoStepTable, UndoTable } from './schema-undo.ts';
import type { WatchResultTable } from './schema-watch-result.ts';

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
  undo: UndoTable;
  undo_step: UndoStepTable;
  freed_claim: FreedClaimTable;
  held_row: HeldRowTable;
  decision: DecisionTable;
  connection: ConnectionTable;
  sign_in: SignInTable;
  xero_app: XeroAppTable;
  request_log: RequestLogTable;
  watch_result: WatchResultTable;
  app_user: AppUserTable;
  session: SessionTable;
  password_link: PasswordLinkTable;
  sign_in_failure: SignInFailureTable;
  tie_out_result: TieOutResultTable;
  restored_copy: { mode: Mode; backed_up_at: string };
}
