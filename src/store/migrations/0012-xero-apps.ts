import type { Migration } from './migration.ts';

/** The app at Xero that was entered for the global settings or an entity, with its sealed secret. */
export const xeroApps: Migration = {
  version: 12,
  statements: ({ withoutRowid }) => [
    `create table xero_app (mode text not null, entity text not null, app_id text not null,
      grant_kind text not null, client_id text not null, client_secret text,
      secret_last_four text not null, secret_entered_at text, secret_entered_by text not null,
      secret_note text not null, test_tenant text not null, primary key (mode, entity)) ${withoutRowid}`,
  ],
};
