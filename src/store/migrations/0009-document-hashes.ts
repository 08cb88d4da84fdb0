import type { Migration } from './migration.ts';

/** A hash of what identifies a document and of its bytes; blank where an older program planned it. */
export const documentHashes: Migration = {
  version: 9,
  statements: () => [`alter table document add column content_hash text not null default ''`],
};
