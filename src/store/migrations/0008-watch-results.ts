import type { Migration } from './migration.ts';

/** What the last drift watch of each organisation found. */
export const watchResults: Migration = {
  version: 8,
  statements: () => [
    `create table watch_result (mode text not null check (mode in ('production', 'test')),
      tenant_id text not null, entity text not null, organisation text not null,
      watched_at text not null, documents integer not null, drift text not null,
      primary key (mode, tenant_id))`,
  ],
};
