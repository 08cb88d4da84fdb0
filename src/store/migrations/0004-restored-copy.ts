import type { Migration } from './migration.ts';

/** Marks a store that came out of a backup, per mode, until somebody says that it is the live one. */
export const restoredCopy: Migration = {
  version: 4,
  statements: () => [
    `create table restored_copy (mode text primary key check (mode in ('production', 'test')),
      backed_up_at text not null)`,
  ],
};
