import type { Migration } from './migration.ts';

/** Who may sign in to the app, and where somebody is. */
export const people: Migration = {
  version: 10,
  statements: ({ id, withoutRowid }) => [
    `create table app_user (user_id ${id}, code text not null unique, name text not null,
      level text not null, password_hash text, mode text not null, created_at text not null,
      disabled_at text, version integer not null)`,
    `create table session (session_hash text not null primary key, user_id integer not null
      references app_user, started_at text not null, last_seen_at text not null) ${withoutRowid}`,
    `create table password_link (link_hash text not null primary key, user_id integer not null
      references app_user, made_at text not null) ${withoutRowid}`,
    `create table sign_in_failure (subject text not null primary key, tries integer not null,
      last_at text not null) ${withoutRowid}`,
  ],
};
