import type { Migration } from './migration.ts';

/** Undoing what was exported: what is done to each document, and what became of the rows. */
export const undo: Migration = {
  version: 3,
  statements: ({ id, withoutRowid }) => [
    'alter table document add column mirror_of integer',
    `create table undo (undo_id ${id}, batch_id integer not null, state text not null
      check (state in ('open', 'ended')), is_whole integer not null, holds_rows integer not null,
      accepts_edits integer not null, reason text not null, started_at text not null, started_by text not null, ended_at text)`,
    "create unique index undo_one_at_a_time on undo (batch_id) where state = 'open'",
    `create table undo_step (undo_id integer not null, document_id integer not null,
      action text not null check (action in ('void', 'delete', 'reverse', 'withdraw')),
      state text not null check (state in ('planned', 'sending', 'done', 'kept')), body text,
      idempotency_key text, attempts integer not null, last_active_at text, xero_status text,
      problem text, primary key (undo_id, document_id)) ${withoutRowid}`,
    'create index undo_step_by_document on undo_step (document_id)',
    `create table freed_claim (batch_id integer not null, stream integer not null,
      row_id integer not null, turn integer not null, bundle_key bigint not null,
      primary key (batch_id, stream, row_id, turn)) ${withoutRowid}`,
    `create table held_row (mode integer not null check (mode in (1, 2)),
      stream integer not null check (stream in (1, 2)), row_id integer not null,
      turn integer not null check (turn in (1, -1)), batch_id integer not null,
      primary key (mode, stream, row_id, turn)) ${withoutRowid}`,
  ],
};
