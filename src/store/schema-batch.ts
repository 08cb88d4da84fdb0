import type { Generated } from 'kysely';
import type { DocumentKind } from '../domain/found-document.ts';
import type { Cents } from '../domain/money.ts';
import type { Mode } from '../domain/settings.ts';
import type { BatchState, DocumentState } from '../domain/states.ts';
import type { Flag } from './schema-subledger.ts';

export interface BatchTable {
  batch_id: Generated<number>;
  export_id: string;
  mode: Mode;
  entity_id: number;
  tenant_id: string;
  organisation_name: string;
  /** Of the organisation's books. */
  currency: string;
  state: BatchState;
  streams: string;
  up_to: number;
  settings: string;
  totals: string;
  horizon: number;
  created_at: string;
  created_by: string;
  lease_owner: string | null;
  lease_until: string | null;
  fencing: Generated<number>;
  wake_at: string | null;
  park_reason: string | null;
  /** Set once it went to Xero as a file; it is never sent after that. */
  handed_over_at: string | null;
  handed_over_by: string | null;
  /** Their names, as a JSON list. */
  handed_over_files: string | null;
  /** Country and names of tax rates when it was planned. */
  organisation_words: Generated<string>;
}

/** 1 production, 2 test. */
export type ModeNumber = 1 | 2;
/** 1 journals, 2 bank. */
export type StreamNumber = 1 | 2;
/** 1 posts a row; -1 takes back a row that a higher version replaced. */
export type Turn = 1 | -1;

/** One row's part in one stream, in at most one live batch per mode: the primary key says so. */
export interface ClaimTable {
  mode: ModeNumber;
  stream: StreamNumber;
  row_id: number;
  turn: Turn;
  batch_id: number;
  bundle_key: number;
}

/** Rows of a batch that are posted alike; with their claims and sides, the frozen postings. */
export interface BundleTable {
  batch_id: number;
  stream: StreamNumber;
  turn: Turn;
  bundle_key: number;
  date: number;
  segment_id: number;
  element_id: number;
  bank_account_id: number;
  bank_group_id: number;
  profile: string;
  rows: number;
  amount_cents: Cents;
  gst_cents: Cents;
  first_row_id: number;
  last_row_id: number;
}

export interface BundleSideTable {
  batch_id: number;
  stream: StreamNumber;
  turn: Turn;
  bundle_key: number;
  side: number;
  gl_account: string;
  sent_account: string;
  branch: string;
  department: string;
  tax_type: string;
  line_date: number;
  category_a: string;
  option_a: string;
  category_b: string;
  option_b: string;
  sign: 1 | -1;
  /** Whether the rows' GST sits inside this side's amount. */
  carries_gst: Flag;
  amount_cents: Cents;
  gst_cents: Cents;
  document_id: number;
  line_no: number;
}

/** One manual journal or bank transaction; `body` holds the exact bytes of its element. */
export interface DocumentTable {
  document_id: Generated<number>;
  batch_id: number;
  tenant_id: string;
  part: number;
  kind: DocumentKind;
  date: number;
  document_key: string;
  marker: string;
  narration: string;
  body: string;
  /** Of a bank transaction; blank for a journal. */
  contact_id: string;
  state: DocumentState;
  xero_id: string | null;
  generation: Generated<number>;
  lines: number;
  total_cents: Cents;
  problem: string | null;
  /** Of a journal that reverses one that is locked: that document. */
  mirror_of: number | null;
  /** Of what identifies it and of its bytes, as planned; blank where an older program planned it. */
  content_hash: Generated<string>;
}

export interface DocumentLineTable {
  document_id: number;
  line_no: number;
  gl_account: string;
  sent_account: string;
  description: string;
  tax_type: string;
  amount_cents: Cents;
  gst_cents: Cents;
  category_a: string;
  option_a: string;
  category_b: string;
  option_b: string;
  contra: Flag;
}

export type CallState = 'planned' | 'sending' | 'answered' | 'unknown' | 'refused';

/** One HTTP request of a batch; never split, merged or re-ordered once it was sent. */
export interface CallTable {
  call_id: Generated<number>;
  batch_id: number;
  kind: DocumentKind;
  generation: number;
  idempotency_key: string;
  body_hash: string;
  documents: number;
  state: CallState;
  first_sent_at: string | null;
  last_active_at: string | null;
  answered_at: string | null;
  http_status: number | null;
  attempts: Generated<number>;
  answer: string | null;
}

export interface CallDocumentTable {
  call_id: number;
  position: number;
  document_id: number;
}

/** What reading a document back proved. */
export interface ReceiptTable {
  document_id: number;
  read_at: string;
  xero_status: string;
  sent_hash: string;
  found_hash: string;
  found: string;
  differences: string;
  /** The decision of a person by which the differences hold. */
  decision_id: number | null;
}
