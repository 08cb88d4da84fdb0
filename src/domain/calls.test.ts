import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CALL_BYTES, MAX_DOCUMENTS_PER_CALL, packCalls } from './calls.ts';

function document(body: string, kind: 'manualJournal' | 'bankTransaction' = 'manualJournal') {
  return { documentKey: 'key', kind, generation: 1, body };
}

describe('packCalls', () => {
  it('puts fifty documents of one kind in a call', () => {
    const documents = Array.from({ length: 120 }, () => document('{}'));
    expect(packCalls(documents).map((call) => call.length)).toEqual([50, 50, 20]);
  });

  it('keeps kinds apart', () => {
    const documents = [document('1'), document('2', 'bankTransaction'), document('3')];
    expect(packCalls(documents).map((call) => call.length)).toEqual([1, 1, 1]);
  });

  it('fills a call up to its bytes and no further', () => {
    const documents = Array.from({ length: 6 }, () => document('x'.repeat(700_000)));
    expect(packCalls(documents).map((call) => call.length)).toEqual([4, 2]);
  });

  it('counts the bytes that leave, not the characters', () => {
    const documents = Array.from({ length: 4 }, () => document('界'.repeat(500_000)));
    expect(packCalls(documents).map((call) => call.length)).toEqual([1, 1, 1, 1]);
  });

  it('conserves documents and order, and never exceeds a limit', () => {
    const body = fc
      .tuple(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 3000 }))
      .map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(fc.array(body, { maxLength: 55 }), (bodies) => {
        const calls = packCalls(bodies.map((text) => document(text)));
        expect(calls.flat().map((one) => one.body)).toEqual(bodies);
        for (const call of calls) {
          const bytes = new TextEncoder().encode(call.map((one) => one.body).join(',')).length;
          expect(call.length).toBeLessThanOrEqual(MAX_DOCUMENTS_PER_CALL);
          expect(call.length === 1 || bytes < MAX_CALL_BYTES).toBe(true);
        }
      }),
    );
  });
});
