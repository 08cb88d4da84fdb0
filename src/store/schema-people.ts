import type { Generated } from 'kysely';
import type { UserLevel } from '../domain/people.ts';
import type { Mode } from '../domain/settings.ts';

/** Somebody who may sign in. */
export interface AppUserTable {
  user_id: Generated<number>;
  /** Short and in capitals, as ADMIN. */
  code: string;
  name: string;
  level: UserLevel;
  /** Of argon2id, with its parameters and salt; null until a password is chosen. */
  password_hash: string | null;
  /** The mode that this user prefers. */
  mode: Mode;
  created_at: string;
  disabled_at: string | null;
  version: number;
}

/** One browser in which somebody is signed in; the id is known to its cookie alone. */
export interface SessionTable {
  session_hash: string;
  user_id: number;
  started_at: string;
  last_seen_at: string;
}

/** A link with which a password is chosen, once. */
export interface PasswordLinkTable {
  link_hash: string;
  user_id: number;
  made_at: string;
}

/** Wrong passwords in a row, by user id or by address. */
export interface SignInFailureTable {
  subject: string;
  tries: number;
  last_at: string;
}
