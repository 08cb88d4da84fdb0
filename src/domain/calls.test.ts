import { describe, expect, it } from 'vitest';
import { DIGEST } from '../../test/domain/plan-of.ts';
import { type CallDocument, idempotencyKey, packCalls } from './calls.ts';

const journal = (size = 10): CallDocument => ({
  documentKey: `key ${size}`,
  kind: 'manualJournal',
  generation: 1,
  body: 'x'.repeat(size),
});
const sizesOf = (documents: readonly CallDocument[]) =>
  packCalls(documents).map((one) => one.length);

describe('calls', () => {
  it('hold at most 50 documents, of one kind, in their order', () => {
    const journals = Array.from({ length: 101 }, () => journal());
    expect(sizesOf(journals)).toEqual([50, 50, 1]);
    const bank = { ...journal(), kind: 'bankTransaction' } as const;
    expect(sizesOf([journal(), bank, bank, journal()])).toEqual([1, 2, 1]);
    expect(sizesOf([])).toEqual([]);
  });

  it('hold at most 3 MB, though a larger document goes alone', () => {
    expect(sizesOf([journal(500_000), journal(500_000), journal(1)])).toEqual([2, 1]);
    expect(sizesOf([journal(2_000_000), journal(1)])).toEqual([1, 1]);
  });

  it('have a key of 43 characters that is another for another tenant, document or generation', () => {
    const keys = [
      idempotencyKey('t', [journal()], DIGEST),
      idempotencyKey('u', [journal()], DIGEST),
      idempotencyKey('t', [journal(11)], DIGEST),
      idempotencyKey('t', [{ ...journal(), generation: 2 }], DIGEST),
      idempotencyKey('t', [journal(), journal()], DIGEST),
    ];
    expect(new Set(keys).size).toBe(5);
    for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/);
  });
});
