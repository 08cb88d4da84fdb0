import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { readProperty, writeProperty } from '../database/properties.ts';

const KEY_PROPERTY = 'signingKey';

/** A JSON web token signed with RS256 by the twin's own key. */
export function signedJwt(books: DatabaseSync, claims: object): string {
  const key = signingKey(books);
  const header = { alg: 'RS256', kid: keyId(key), typ: 'JWT', x5t: keyId(key) };
  const input = [header, claims].map((part) => base64Url(JSON.stringify(part))).join('.');
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

/** The public half, as the key set publishes it. */
export function publicJwk(books: DatabaseSync): JsonWebKey {
  const key = signingKey(books);
  const numbers = createPublicKey(key).export({ format: 'jwk' });
  return { ...numbers, use: 'sig', kid: keyId(key), x5t: keyId(key), alg: 'RS256' };
}

function base64Url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** The twin's RSA key, made when it is first needed. */
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
