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
  return [
    VERSION,
    keyId,
    nonce.toString('base64url'),
    Buffer.concat(sealed).toString('base64url'),
  ].join('.');
}

/** The secret; undefined where it was changed, moved, or sealed under a key that is not here. */
export function unseal(ring: KeyRing, place: SealedPlace, text: string): string | undefined {
  const [version, keyId = '', nonce = '', sealed = ''] = text.split('.');
  const found = ring.find(keyId);
  const bytes = Buffer.from(sealed, 'base64url');
  if (version !== VERSION || found === undefined || bytes.length < TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(ALGORITHM, found.key, Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(associated(keyId, place))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const opened = [decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The id of the key under which a text is sealed. */
export function keyIdOf(sealed: string): string {
  return sealed.split('.')[1] ?? '';
}

function associated(keyId: string, { record, mode, entity, what }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([VERSION, keyId, record, mode, entity, what]));
}
