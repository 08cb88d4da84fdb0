import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/** What a sealed text belongs to; it opens nowhere else. */
export interface SealedPlace {
  /** Such as `connection/7`. */
  readonly record: string;
  readonly mode: string;
  /** Blank for the global one. */
  readonly entity: string;
  /** Such as `refresh token`. */
  readonly what: string;
}

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret for one place, under a new random nonce of 96 bits: `v1.key id.nonce.sealed`.
 *
 * @see https://csrc.nist.gov/pubs/sp/800/38/d/final
 */
export function seal(ring: KeyRing, place: SealedPlace, secret: string): string {
  const { keyId, key } = ring.current();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(associated(keyId, place));
  const sealed = [cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return written(keyId, nonce, Buffer.concat(sealed));
}

/** The secret; undefined where it was changed, moved, or sealed under a key that is not here. */
export function unseal(ring: KeyRing, place: SealedPlace, text: string): string | undefined {
  const [, keyId = '', ...parts] = text.split('.');
  const [nonce, bytes] = parts.map((part) => Buffer.from(part, 'base64url'));
  const found = ring.find(keyId);
  if (nonce === undefined || bytes === undefined || found === undefined) return undefined;
  if (bytes.length < TAG_BYTES || text !== written(keyId, nonce, bytes)) return undefined;
  try {
    const decipher = createDecipheriv(ALGORITHM, found.key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(associated(keyId, place))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const opened = [decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The id of the key under which a text is sealed; undefined for what was never sealed. */
export function keyIdOf(sealed: string): string | undefined {
  return /^v1\.([0-9a-f]{8})\./.exec(sealed)?.[1];
}

/** Base64 has several spellings of the same bytes; only one of them opens. */
function written(keyId: string, nonce: Buffer, sealed: Buffer): string {
  return [VERSION, keyId, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

function associated(keyId: string, { record, mode, entity, what }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([VERSION, keyId, record, mode, entity, what]));
}
