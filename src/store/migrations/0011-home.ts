import type { Migration } from './migration.ts';

/** What the first page tells: exported totals without reading a document, and each tie-out made. */
export const home: Migration = {
  version: 11,
  statements: ({ withoutRowid }) => [
    'create index document_totals on document (batch_id, state, date, mirror_of, total_cents)',
    `create table tie_out_result (mode text not null check (mode in ('production', 'test')),
      entity text not null, made_at text not null, date text not null, made_by text not null,
      accounts integer not null, unexplained_cents bigint not null,
      primary key (mode, entity, made_at)) ${withoutRowid}`,
  ],
};
