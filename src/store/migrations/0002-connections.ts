import type { Migration } from './migration.ts';

/** Authorisations by Xero, their secrets sealed, and the sign-ins that wait for a browser. */
export const connections: Migration = {
  version: 2,
  statements: () => [
    `create table connection (connection_id text primary key, mode text not null
      check (mode in ('production', 'test')), entity text not null, grant_kind text not null
      check (grant_kind in ('web', 'desktop', 'custom')), client_id text not null,
      scope_set text not null, scopes text not null, client_secret text, secret_entered_at text,
      access_token text, access_until text, refresh_token text, refreshed_at text,
      authorised_by text not null, authorised_at text not null, tenant_id text not null,
      organisation_name text not null, end_reason text, version integer not null,
      lease_owner text, lease_until text, unique (mode, entity))`,
    `create table sign_in (state_hash text primary key, session_hash text not null,
      mode text not null, entity text not null, grant_kind text not null, client_id text not null,
      client_secret text, scope_set text not null, redirect_uri text not null,
      verifier text not null, started_at text not null, used_at text)`,
  ],
};
