import type { Migration } from './migration.ts';

/** What a person decided where no look into Xero can, with the reason and what Xero showed then. */
export const decisions: Migration = {
  version: 7,
  statements: ({ id }) => [
    `create table decision (decision_id ${id}, batch_id integer not null, document_id integer,
      decided text not null check (decided in ('posted', 'notPosted', 'undoGivenUp')),
      xero_id text, reason text not null, actor text not null, at text not null,
      shown text not null)`,
    'create index decision_by_batch on decision (batch_id, decision_id)',
    'alter table receipt add column decision_id integer',
  ],
};
