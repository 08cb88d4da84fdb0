import { createHash, randomBytes } from 'node:crypto';
import { type KeyRing, openKeyRing } from '../src/store/sealing/key-ring.ts';

/** A new key as somebody would put it into `TIEOUT_SEALING_KEY`. */
export function newKeyText(): string {
  return randomBytes(32).toString('base64');
}

/** The id by which a key is known. */
export function keyIdOf(keyText: string): string {
  return createHash('sha256').update(Buffer.from(keyText, 'base64')).digest('hex').slice(0, 8);
}

/** Keys that are given and lie in no file; the first one seals. */
export function ringOf(...keyTexts: string[]): KeyRing {
  return openKeyRing({ folder: '/nowhere', given: keyTexts.join(',') }, []);
}
