import type { Migration } from './migration.ts';

/** A batch that went to Xero as a file, and the words by which Xero's import knows its organisation. */
export const handedOver: Migration = {
  version: 6,
  statements: () => [
    'alter table batch add column handed_over_at text',
    'alter table batch add column handed_over_by text',
    'alter table batch add column handed_over_files text',
    "alter table batch add column organisation_words text not null default '{}'",
  ],
};
