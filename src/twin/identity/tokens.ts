import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { ACCESS_TOKEN_SECONDS } from '../../xero/contract/limits.ts';
import { readProperty, writeProperty } from '../database/properties.ts';
import { first, run } from '../database/statements.ts';

export interface TokenRow {
  token_hash: string;
  kind: 'access' | 'refresh' | 'code';
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
  userId: string | null;
  scopes: readonly string[];
  authEventId: string;
  now: number;
}

/** An expired token is told apart from an unknown one for a day. */
const KEPT_AFTER_EXPIRY_MS = 86_400_000;

/** Issues a signed access token and keeps its hash, so that revocation is possible. */
export function issueAccessToken(books: DatabaseSync, grant: Grant): string {
  const issuedAt = Math.floor(grant.now / 1000);
  const claims = {
    nbf: issuedAt,
    exp: issuedAt + ACCESS_TOKEN_SECONDS,
    iss: 'https://identity.xero.com',
    aud: 'https://identity.xero.com/resources',
    client_id: grant.clientId,
    ...(grant.userId === null ? {} : { sub: grant.userId, xero_userid: grant.userId }),
    jti: randomUUID().replaceAll('-', ''),
    authentication_event_id: grant.authEventId,
    scope: grant.scopes,
  };
  const token = signedJwt(books, claims);
  run(books, 'delete from token where expires_at < ?', grant.now - KEPT_AFTER_EXPIRY_MS);
  run(
    books,
    "insert into token values (?, 'access', ?, ?, ?, ?, ?, ?)",
    tokenHash(token),
    grant.clientId,
    grant.userId,
    JSON.stringify(grant.scopes),
    grant.authEventId,
    grant.now,
    grant.now + ACCESS_TOKEN_SECONDS * 1000,
  );
  return token;
}

export function findToken(books: DatabaseSync, token: string): TokenRow | undefined {
  return first<TokenRow>(books, 'select * from token where token_hash = ?', tokenHash(token));
}

/** Tokens are kept as hashes: a copy of the twin's file opens nothing. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

const KEY_PROPERTY = 'signingKey';

function signedJwt(books: DatabaseSync, claims: object): string {
  const key = signingKey(books);
  const header = { alg: 'RS256', kid: keyId(key), typ: 'JWT', x5t: keyId(key) };
  const input = [header, claims].map((part) => base64Url(JSON.stringify(part))).join('.');
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

function base64Url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** The twin's RSA key, made when the first token is issued. */
function signingKey(books: DatabaseSync): KeyObject {
  const kept = readProperty<string>(books, KEY_PROPERTY);
  if (kept !== undefined) return createPrivateKey(kept);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeProperty(books, KEY_PROPERTY, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return privateKey;
}

function keyId(key: KeyObject): string {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return createHash('sha1').update(spki).digest('hex').toUpperCase();
}
