import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { IDENTITY_URL } from '../../xero/contract/endpoints.ts';
import { first, run } from '../database/statements.ts';
import type { PersonRow } from './people.ts';

/** Who says it: Xero, wherever the twin is reached. */
export const ISSUER = IDENTITY_URL;

/** When and in which session of the browser a person signed in. */
interface SignInRow {
  auth_event_id: string;
  session_id: string;
  signed_in_at: number;
}

/** Remembers a sign-in, of which every later token tells. */
export function recordSignIn(
  books: DatabaseSync,
  now: number,
): { authEventId: string; sessionId: string } {
  const authEventId = randomUUID();
  const sessionId = randomBytes(16).toString('hex');
  run(books, 'insert into sign_in values (?, ?, ?)', authEventId, sessionId, now);
  return { authEventId, sessionId };
}

/** The session that a sign-in belongs to; undefined where no person signed in. */
export function sessionOf(books: DatabaseSync, authEventId: string): string | undefined {
  return findSignIn(books, authEventId)?.session_id;
}

/** Claims about the person and their session, which access and id token share. */
export function personClaims(
  books: DatabaseSync,
  { authEventId, userId }: { authEventId: string; userId: string | null },
): object {
  if (userId === null) return {};
  const signIn = findSignIn(books, authEventId);
  const who = { sub: userId.replaceAll('-', ''), xero_userid: userId };
  if (signIn === undefined) return who;
  return {
    ...who,
    auth_time: Math.floor(signIn.signed_in_at / 1000),
    global_session_id: signIn.session_id,
  };
}

/** What the scopes let an app know of a person. */
export function profileClaims(person: PersonRow, scopes: readonly string[]): object {
  const [givenName = '', ...familyNames] = person.name.split(' ');
  const familyName = familyNames.join(' ');
  return {
    ...(scopes.includes('email') ? { preferred_username: person.email, email: person.email } : {}),
    ...(scopes.includes('profile')
      ? { given_name: givenName, family_name: familyName, name: person.name }
      : {}),
  };
}

function findSignIn(books: DatabaseSync, authEventId: string): SignInRow | undefined {
  const sql = 'select * from sign_in where auth_event_id = ?';
  return first<SignInRow>(books, sql, authEventId);
}
