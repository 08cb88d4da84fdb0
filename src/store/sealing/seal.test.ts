import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyIdOf, newKeyText, ringOf } from '../../../test/sealing-keys.ts';
import { type SealedPlace, seal, keyIdOf as sealedUnder, unseal } from './seal.ts';

const KEY = newKeyText();
const ring = ringOf(KEY);
const PLACE: SealedPlace = {
  record: 'connection/7',
  mode: 'production',
  entity: 'M',
  what: 'refresh token',
};

describe('a sealed secret', () => {
  it('opens where it was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (secret, entity) => {
        const place = { ...PLACE, entity };
        expect(unseal(ring, place, seal(ring, place, secret))).toBe(secret);
      }),
    );
  });

  it.each([
    ['of another row', { record: 'connection/8' }],
    ['of a sign-in', { record: 'sign_in/7' }],
    ['of the other mode', { mode: 'test' }],
    ['of another entity', { entity: 'N' }],
    ['of the global settings', { entity: '' }],
    ['of another secret in the same row', { what: 'access token' }],
  ])('does not open in the place %s', (_, other) => {
    expect(unseal(ring, { ...PLACE, ...other }, seal(ring, PLACE, 'secret'))).toBeUndefined();
  });

  it('does not open where the words of two places, put together, read alike', () => {
    const sealed = seal(ring, { ...PLACE, mode: 'test', entity: 'M' }, 'secret');
    expect(unseal(ring, { ...PLACE, mode: 'testM', entity: '' }, sealed)).toBeUndefined();
    expect(unseal(ring, { ...PLACE, mode: 'test","M', entity: '' }, sealed)).toBeUndefined();
  });

  it('opens under its own key alone, and under that one too when another seals since', () => {
    const sealed = seal(ring, PLACE, 'secret');
    const other = newKeyText();
    expect(unseal(ringOf(other), PLACE, sealed)).toBeUndefined();
    expect(unseal(ringOf(other, KEY), PLACE, sealed)).toBe('secret');
    const [version, , ...rest] = sealed.split('.');
    const renamed = [version, keyIdOf(other), ...rest].join('.');
    expect(unseal(ringOf(other), PLACE, renamed)).toBeUndefined();
  });

  it('names its key, and shows nothing else of it or of the secret', () => {
    const sealed = seal(ring, PLACE, 'canary-secret');
    expect(sealedUnder(sealed)).toBe(keyIdOf(KEY));
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
    for (const hidden of ['canary', KEY, 'refresh', 'connection']) {
      expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain(hidden);
      expect(sealed).not.toContain(hidden);
    }
  });

  it('F10: does not open with any one bit of it changed', () => {
    const sealed = seal(ring, PLACE, 'secret');
    const [version, keyId, nonce = '', body = ''] = sealed.split('.');
    for (const [part, build] of [
      [nonce, (changed: string) => [version, keyId, changed, body]],
      [body, (changed: string) => [version, keyId, nonce, changed]],
    ] as const) {
      const bytes = Buffer.from(part, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const text = build(changed.toString('base64url')).join('.');
        expect(unseal(ring, PLACE, text)).toBeUndefined();
      }
    }
  });

  it('does not open with any one letter of it changed, added or taken away', () => {
    const sealed = seal(ring, PLACE, 'secret');
    for (let at = 0; at < sealed.length; at += 1) {
      const [before, after] = [sealed.slice(0, at), sealed.slice(at + 1)];
      for (const letter of ['', 'A', 'B', 'x', '-', '=', ' ', '.', `${sealed[at]}.`]) {
        if (letter === sealed[at]) continue;
        expect(unseal(ring, PLACE, `${before}${letter}${after}`)).toBeUndefined();
      }
    }
    expect(unseal(ring, PLACE, `${sealed}=`)).toBeUndefined();
    expect(unseal(ring, PLACE, `${sealed}.more`)).toBeUndefined();
  });

  it('does not open cut short or made longer, in bytes or in letters', () => {
    const sealed = seal(ring, PLACE, 'secret');
    const [version, keyId, nonce, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length).toString('base64url');
      expect(unseal(ring, PLACE, [version, keyId, nonce, cut].join('.'))).toBeUndefined();
    }
    const longer = Buffer.concat([bytes, Buffer.from([0])]).toString('base64url');
    expect(unseal(ring, PLACE, [version, keyId, nonce, longer].join('.'))).toBeUndefined();
    for (let length = 0; length < sealed.length; length += 1) {
      expect(unseal(ring, PLACE, sealed.slice(0, length))).toBeUndefined();
    }
  });

  it.each([
    '',
    'secret',
    'v1',
    'v1...',
    'v2.aaaaaaaa.AAAAAAAAAAAAAAAA.AAAA',
    'a.aaaaaaaa.b',
    '....',
    '\u0000',
  ])('is not the text %j', (text) => {
    expect(unseal(ring, PLACE, text)).toBeUndefined();
    expect(sealedUnder(text)).toBeUndefined();
  });

  it('is never sealed twice under one nonce', () => {
    const nonces = new Set<string | undefined>();
    for (let count = 0; count < 10_000; count += 1) {
      nonces.add(seal(ring, PLACE, 'the same secret').split('.')[2]);
    }
    expect(nonces.size).toBe(10_000);
  });
});
