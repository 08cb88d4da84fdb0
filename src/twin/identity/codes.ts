import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AUTHORIZATION_CODE_SECONDS } from '../../xero/contract/limits.ts';
import { first, run } from '../database/statements.ts';
import { tokenHash } from './tokens.ts';

/** What a person agreed to, waiting for the app to fetch its tokens. */
export interface CodeRow {
  code_hash: string;
  client_id: string;
  user_id: string;
  /** JSON list. */
  scopes: string;
  auth_event_id: string;
  redirect_uri: string;
  code_challenge: string | null;
  nonce: string | null;
  expires_at: number;
  is_used: number;
}

export interface Consent {
  clientId: string;
  userId: string;
  scopes: readonly string[];
  authEventId: string;
  redirectUri: string;
  codeChallenge: string | null;
  nonce: string | null;
  now: number;
}

/** Issues a code that can be used once, within five minutes. */
export function issueCode(books: DatabaseSync, consent: Consent): string {
  const authorizationCode = randomBytes(32).toString('base64url');
  run(
    books,
    'insert into authorization_code values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
    tokenHash(authorizationCode),
    consent.clientId,
    consent.userId,
    JSON.stringify(consent.scopes),
    consent.authEventId,
    consent.redirectUri,
    consent.codeChallenge,
    consent.nonce,
    consent.now + AUTHORIZATION_CODE_SECONDS * 1000,
  );
  return authorizationCode;
}

/** Uses a code up, whether or not the rest is right; undefined when it buys nothing. */
export function redeemCode(
  books: DatabaseSync,
  shown: {
    authorizationCode: string;
    clientId: string;
    redirectUri: string;
    codeVerifier: string | null;
    now: number;
  },
): CodeRow | undefined {
  const row = first<CodeRow>(
    books,
    'select * from authorization_code where code_hash = ? and client_id = ?',
    tokenHash(shown.authorizationCode),
    shown.clientId,
  );
  if (row === undefined || row.is_used === 1) return undefined;
  run(books, 'update authorization_code set is_used = 1 where code_hash = ?', row.code_hash);
  if (row.expires_at <= shown.now) return undefined;
  if (row.redirect_uri !== shown.redirectUri) return undefined;
  return isVerified(row.code_challenge, shown.codeVerifier) ? row : undefined;
}

/** RFC 7636 section 4.6: the verifier's hash is the challenge; without a challenge, no verifier. */
function isVerified(codeChallenge: string | null, codeVerifier: string | null): boolean {
  if (codeChallenge === null) return codeVerifier === null;
  if (codeVerifier === null || !/^[\w.~-]{43,128}$/.test(codeVerifier)) return false;
  return createHash('sha256').update(codeVerifier).digest('base64url') === codeChallenge;
}
