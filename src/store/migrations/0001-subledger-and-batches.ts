import type { Migration } from './migration.ts';

/** The sub-ledger, the batches made of it and the audit trail. */
export const subledgerAndBatches: Migration = {
  version: 1,
  statements: (words) => [
    ...catalogTables(words.id),
    ...subledgerTables(words.id),
    ...batchTables(words),
    ...documentTables(words.id),
  ],
};

function catalogTables(id: string): string[] {
  return [
    `create table audit (audit_id ${id}, at text not null, actor text not null, mode text not null
      check (mode in ('production', 'test')), action text not null, subject text not null,
      details text not null)`,
    'create index audit_by_subject on audit (subject, audit_id)',
    'create table setting (key text primary key, value text not null)',
    `create table catalog_item (item_id ${id}, kind text not null, key text not null,
      body text not null, unique (kind, key))`,
    `create table segment (segment_id ${id}, entity_id integer not null, branch_id integer not null,
      department_id integer not null, account_type_id integer not null,
      unique (entity_id, branch_id, department_id, account_type_id))`,
    `create table source (source_id ${id}, name text not null unique)`,
    `create table bank_group (bank_group_id ${id}, name text not null unique)`,
  ];
}

function subledgerTables(id: string): string[] {
  return [
    `create table import (import_id ${id}, kind text not null, file_name text not null,
      layout text not null, content_hash text not null, currency text not null, state text not null, owner text not null,
      heartbeat_at text not null, first_row_id integer not null, last_row_id integer not null,
      rows integer not null, accepted integer not null, unchanged integer not null,
      debits_cents bigint not null, credits_cents bigint not null, started_at text not null,
      accepted_at text, actor text not null)`,
    'create index import_by_content on import (content_hash)',
    "create unique index import_one_at_a_time on import (state) where state = 'loading'",
    `create table loan_account (loan_account_id ${id}, account_id text not null unique,
      client_id text not null, client_name text not null, segment_id integer not null,
      gst_exempt integer not null, import_id integer not null)`,
    `create table loan_account_change (import_id integer not null, loan_account_id integer not null,
      client_id text not null, client_name text not null, segment_id integer not null,
      gst_exempt integer not null, primary key (import_id, loan_account_id))`,
    `create table loan_transaction (row_id integer primary key, source_id integer not null,
      transaction_id text not null, version integer not null, date integer not null,
      entered_at text, loan_account_id integer not null, element_id integer not null,
      amount_cents bigint not null, gst_cents bigint not null, reference text, description text,
      bank_account_id integer not null, bank_group_id integer not null,
      reversal_of_row_id integer, unique (source_id, transaction_id, version))`,
    `create index loan_transaction_reversal on loan_transaction (reversal_of_row_id)
      where reversal_of_row_id is not null`,
    `create index loan_transaction_later_version on loan_transaction (source_id, transaction_id)
      where version > 1`,
    'create table superseded (old_row_id integer primary key, new_row_id integer not null)',
    'create index superseded_by_new_row on superseded (new_row_id)',
    `create table journal_entry (row_id integer primary key, source_id integer not null,
      entry_id text not null, version integer not null, date integer not null,
      entity_id integer not null, narration text, entered_at text,
      unique (source_id, entry_id, version))`,
    `create index journal_entry_later_version on journal_entry (source_id, entry_id)
      where version > 1`,
    `create table journal_entry_line (row_id integer not null, line_no integer not null,
      gl_account_id integer not null, amount_cents bigint not null, branch_id integer not null,
      department_id integer not null, gst_code_id integer not null, description text,
      primary key (row_id, line_no))`,
  ];
}

function batchTables({ id, withoutRowid }: { id: string; withoutRowid: string }): string[] {
  return [
    `create table batch (batch_id ${id}, export_id text not null, mode text not null
      check (mode in ('production', 'test')), entity_id integer not null, tenant_id text not null,
      organisation_name text not null, currency text not null, state text not null, streams text not null,
      up_to integer not null, settings text not null, totals text not null,
      horizon integer not null, created_at text not null, created_by text not null,
      lease_owner text, lease_until text, fencing integer not null default 0, wake_at text,
      park_reason text, unique (mode, export_id))`,
    `create table claim (mode integer not null check (mode in (1, 2)),
      stream integer not null check (stream in (1, 2)), row_id integer not null,
      turn integer not null check (turn in (1, -1)), batch_id integer not null,
      bundle_key bigint not null, primary key (mode, stream, row_id, turn)) ${withoutRowid}`,
    `create table bundle (batch_id integer not null, stream integer not null, turn integer not null,
      bundle_key bigint not null, date integer not null, segment_id integer not null,
      element_id integer not null, bank_account_id integer not null,
      bank_group_id integer not null, profile text not null,
      rows integer not null, amount_cents bigint not null, gst_cents bigint not null,
      first_row_id integer not null, last_row_id integer not null,
      primary key (batch_id, stream, turn, bundle_key)) ${withoutRowid}`,
    `create table bundle_side (batch_id integer not null, stream integer not null,
      turn integer not null, bundle_key bigint not null, side integer not null,
      gl_account text not null, sent_account text not null, branch text not null,
      department text not null, tax_type text not null, line_date integer not null,
      category_a text not null, option_a text not null, category_b text not null,
      option_b text not null, sign integer not null check (sign in (1, -1)),
      carries_gst integer not null,
      amount_cents bigint not null, gst_cents bigint not null, document_id integer not null,
      line_no integer not null,
      primary key (batch_id, stream, turn, bundle_key, side)) ${withoutRowid}`,
  ];
}

function documentTables(id: string): string[] {
  return [
    `create table document (document_id ${id}, batch_id integer not null references batch,
      tenant_id text not null, part integer not null, kind text not null, date integer not null,
      document_key text not null unique, marker text not null, narration text not null,
      body text not null, contact_id text not null, state text not null, xero_id text, generation integer not null default 1,
      lines integer not null, total_cents bigint not null, problem text, unique (batch_id, part))`,
    'create unique index document_in_xero on document (tenant_id, xero_id)',
    `create table document_line (document_id integer not null, line_no integer not null,
      gl_account text not null, sent_account text not null, description text not null,
      tax_type text not null, amount_cents bigint not null, gst_cents bigint not null,
      category_a text not null, option_a text not null, category_b text not null,
      option_b text not null, contra integer not null,
      primary key (document_id, line_no))`,
    `create table call (call_id ${id}, batch_id integer not null references batch,
      kind text not null, generation integer not null, idempotency_key text not null unique,
      body_hash text not null, documents integer not null, state text not null, first_sent_at text,
      last_active_at text, answered_at text, http_status integer, attempts integer not null default 0, answer text)`,
    'create index call_by_batch on call (batch_id)',
    `create table call_document (call_id integer not null references call,
      position integer not null, document_id integer not null references document,
      primary key (call_id, position))`,
    'create index call_document_by_document on call_document (document_id)',
    `create table receipt (document_id integer primary key references document,
      read_at text not null, xero_status text not null, sent_hash text not null,
      found_hash text not null, found text not null, differences text not null)`,
  ];
}
