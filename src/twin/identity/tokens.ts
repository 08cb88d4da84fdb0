import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import {
  ACCESS_TOKEN_SECONDS,
  REFRESH_GRACE_SECONDS,
  REFRESH_TOKEN_DAYS,
} from '../../xero/contract/limits.ts';
import { first, run } from '../database/statements.ts';
import { ISSUER, personClaims } from './claims.ts';
import { signedJwt } from './signing.ts';

export type TokenKind = 'access' | 'refresh';

export interface TokenRow {
  token_hash: string;
  kind: TokenKind;
  client_id: string;
  user_id: string | null;
  /** JSON list. */
  scopes: string;
  auth_event_id: string;
  issued_at: number;
  expires_at: number;
}

export interface Grant {
  clientId: string;
  /** Null for an app that signs in for itself. */
  userId: string | null;
  scopes: readonly string[];
  authEventId: string;
  now: number;
}

const DAY_MS = 86_400_000;

/** Issues a signed access token and keeps its hash, so that revocation is possible. */
export function issueAccessToken(books: DatabaseSync, grant: Grant): string {
  const issuedAt = Math.floor(grant.now / 1000);
  const token = signedJwt(books, {
    nbf: issuedAt,
    exp: issuedAt + ACCESS_TOKEN_SECONDS,
    iss: ISSUER,
    aud: `${ISSUER}/resources`,
    client_id: grant.clientId,
    ...personClaims(books, grant),
    jti: randomUUID().replaceAll('-', ''),
    authentication_event_id: grant.authEventId,
    scope: grant.scopes,
  });
  keep(books, grant, { token, kind: 'access', lifeMs: ACCESS_TOKEN_SECONDS * 1000 });
  return token;
}

/** A refresh token lives 60 days unless it is used. */
export function issueRefreshToken(books: DatabaseSync, grant: Grant): string {
  const token = randomBytes(32).toString('base64url');
  keep(books, grant, { token, kind: 'refresh', lifeMs: REFRESH_TOKEN_DAYS * DAY_MS });
  return token;
}

/** A used refresh token may be tried again for half an hour after its first use. */
export function startGrace(books: DatabaseSync, row: TokenRow, now: number): void {
  const graceEndsAt = now + REFRESH_GRACE_SECONDS * 1000;
  const sql = 'update token set expires_at = min(expires_at, ?) where token_hash = ?';
  run(books, sql, graceEndsAt, row.token_hash);
}

export function findToken(books: DatabaseSync, token: string): TokenRow | undefined {
  return first<TokenRow>(books, 'select * from token where token_hash = ?', tokenHash(token));
}

/** Ends tokens at once without forgetting them; returns how many. */
export function expireTokens(
  books: DatabaseSync,
  which: { kind: TokenKind; clientId?: string | undefined; userId?: string | undefined },
  now: number,
): number {
  return run(
    books,
    `update token set expires_at = ? where kind = ? and expires_at > ?
       and client_id = coalesce(?, client_id) and user_id is coalesce(?, user_id)`,
    now,
    which.kind,
    now,
    which.clientId ?? null,
    which.userId ?? null,
  );
}

/** Forgets the tokens and codes that a person's consents gave to an app. */
export function forgetTokens(
  books: DatabaseSync,
  { clientId, userId }: { clientId: string; userId: string },
): void {
  run(books, 'delete from token where client_id = ? and user_id = ?', clientId, userId);
  const sql = 'delete from authorization_code where client_id = ? and user_id = ?';
  run(books, sql, clientId, userId);
}

/** Tokens are kept as hashes: a copy of the twin's file opens nothing. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** An expired token is told apart from an unknown one for a day. */
function keep(
  books: DatabaseSync,
  grant: Grant,
  { kind, lifeMs, token }: { token: string; kind: TokenKind; lifeMs: number },
): void {
  run(books, 'delete from token where expires_at < ?', grant.now - DAY_MS);
  run(
    books,
    'insert into token values (?, ?, ?, ?, ?, ?, ?, ?)',
    tokenHash(token),
    kind,
    grant.clientId,
    grant.userId,
    JSON.stringify(grant.scopes),
    grant.authEventId,
    grant.now,
    grant.now + lifeMs,
  );
}
