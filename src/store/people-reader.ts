import type { Kysely, Selectable } from 'kysely';
import type { UserLevel } from '../domain/people.ts';
import type { Mode } from '../domain/settings.ts';
import type { Database } from './schema.ts';
import type { AppUserTable } from './schema-people.ts';

/** Somebody who may sign in, without anything secret. */
export interface AppUser {
  readonly userId: number;
  readonly code: string;
  readonly name: string;
  readonly level: UserLevel;
  /** The mode that this user prefers. */
  readonly mode: Mode;
  readonly hasPassword: boolean;
  readonly isDisabled: boolean;
  readonly createdAt: string;
  readonly version: number;
}

/** All users in the order of their ids. */
export async function listUsers(reader: Kysely<Database>): Promise<AppUser[]> {
  const rows = await reader.selectFrom('app_user').selectAll().orderBy('code').execute();
  return rows.map(userOf);
}

/** A user by the id that people type, in any case of letters. */
export async function findUser(
  reader: Kysely<Database>,
  code: string,
): Promise<AppUser | undefined> {
  const row = await reader
    .selectFrom('app_user')
    .selectAll()
    .where('code', '=', code.trim().toUpperCase())
    .executeTakeFirst();
  return row === undefined ? undefined : userOf(row);
}

/** The password's hash; undefined where there is no such user, or none was chosen yet. */
export async function findPasswordHash(
  reader: Kysely<Database>,
  userId: number,
): Promise<string | undefined> {
  const row = await reader
    .selectFrom('app_user')
    .select('password_hash')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.password_hash ?? undefined;
}

/** Who a session belongs to and when it was seen last; undefined where it is none. */
export async function findSession(
  reader: Kysely<Database>,
  sessionHash: string,
): Promise<{ user: AppUser; startedAt: string; lastSeenAt: string } | undefined> {
  const row = await reader
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.user_id', 'session.user_id')
    .selectAll('app_user')
    .select(['session.started_at', 'session.last_seen_at'])
    .where('session_hash', '=', sessionHash)
    .executeTakeFirst();
  if (row === undefined || row.disabled_at !== null) return undefined;
  return { user: userOf(row), startedAt: row.started_at, lastSeenAt: row.last_seen_at };
}

/** Wrong passwords in a row of each subject that has any. */
export async function findFailures(
  reader: Kysely<Database>,
  subjects: readonly string[],
): Promise<{ subject: string; tries: number; lastAt: string }[]> {
  const rows = await reader
    .selectFrom('sign_in_failure')
    .selectAll()
    .where('subject', 'in', subjects)
    .execute();
  return rows.map(({ subject, tries, last_at: lastAt }) => ({ subject, tries, lastAt }));
}

function userOf(row: Selectable<AppUserTable>): AppUser {
  return {
    userId: row.user_id,
    code: row.code,
    name: row.name,
    level: row.level,
    mode: row.mode,
    hasPassword: row.password_hash !== null,
    isDisabled: row.disabled_at !== null,
    createdAt: row.created_at,
    version: row.version,
  };
}
