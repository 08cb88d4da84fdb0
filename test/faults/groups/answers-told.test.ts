import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import {
  copiesInXero,
  type Fault,
  faulty,
  journalCalls,
  onceEach,
  withoutFaults,
} from '../../scenarios/export/faults.ts';
import { resumeToEnd } from '../../scenarios/export/in-doubt.ts';
import { codesOf, openLender } from '../../scenarios/export/lender.ts';
import { tieout } from '../../scenarios/undo/undo.ts';
import { daysOfFees } from './days-of-fees.ts';

const JOURNALS = { method: 'PUT', path: '/ManualJournals' } as const;
const PAGE = '<html><body>We are improving Xero</body></html>';

describe('the end of the day', () => {
  it('B7: 66,975 s until the next: parked with its wake-up time, which every list tells', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const headers = { 'x-rate-limit-problem': 'day', 'retry-after': '66975' };
    await faulty(lender, { ...JOURNALS, kind: 'status', httpStatus: 429, headers });
    const parked = valueIn(await lender.send(exportId));
    expect(parked.state).toBe('parked');
    const wakeAt = new Date(Date.parse(lender.clock.now()) + 66_975_000).toISOString();
    const told = {
      state: 'parked',
      waitsFor: expect.stringContaining('limit of calls for the day'),
    };
    const status = await tieout<{ wakeAt: string }>(lender, 'export', 'status', exportId);
    expect(status).toMatchObject(told);
    expect(Date.parse(wakeAt) - Date.parse(status.wakeAt)).toBeLessThan(60_000);
    expect(parked.problems.at(-1)).toMatchObject({
      code: 'batch.parked',
      remedy: expect.stringContaining(status.wakeAt),
    });
    const before = lender.tap.exchanges.length;
    await lender.pass(66_000_000);
    expect((await lender.send(exportId)).ok).toBe(false);
    expect(lender.tap.exchanges).toHaveLength(before);
    await lender.pass(1_000_000);
    await resumeToEnd(lender, exportId);
    expect(journalCalls(lender)).toHaveLength(2);
  });
});

/** What no try of the call is answered with, what that means, and the keys in the end. */
const UNHELPFUL: [string, Partial<Fault>, object, number][] = [
  ['429 without Retry-After, once', { httpStatus: 429, times: 1 }, { confirmed: 4 }, 1],
  ['429 without Retry-After, for ever', { httpStatus: 429 }, { confirmed: 1, inDoubt: 0 }, 1],
  ['503, offline', { httpStatus: 503, body: 'The Organisation is offline' }, { inDoubt: 3 }, 2],
  ['503, saved', { httpStatus: 503, moment: 'after' }, { inDoubt: 3 }, 1],
  ['a page with 200', { httpStatus: 200, body: PAGE }, { inDoubt: 3 }, 2],
  ['a page, saved', { httpStatus: 200, body: PAGE, moment: 'after' }, { inDoubt: 3 }, 1],
  [
    'half of JSON, saved',
    { httpStatus: 200, body: '{"Manual', moment: 'after' },
    { inDoubt: 3 },
    1,
  ],
  ['nothing with 200', { httpStatus: 200, body: '' }, { inDoubt: 3 }, 2],
];

describe('an answer that says too little', () => {
  it.each(UNHELPFUL)(
    'B8: %s: backs off, takes nothing for granted, and each is there once',
    async (...row) => {
      const [, fault, documents, keys] = row;
      const lender = await openLender();
      const exportId = await lender.planned();
      await faulty(lender, { ...JOURNALS, kind: 'status', times: 4, ...fault });
      expect(valueIn(await lender.send(exportId)).documents).toMatchObject(documents);
      const tries = journalCalls(lender).length;
      expect(lender.waits.filter((wait) => wait >= 1_000).length).toBeGreaterThanOrEqual(tries - 1);
      await withoutFaults(lender);
      await lender.pass(3_600_000);
      await resumeToEnd(lender, exportId);
      const calls = journalCalls(lender);
      expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(keys);
    },
  );

  it('B8: a page in place of the list is no sign that nothing is there', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, {
      ...JOURNALS,
      kind: 'status',
      httpStatus: 502,
      moment: 'after',
      times: 4,
    });
    await lender.send(exportId);
    await faulty(lender, {
      method: 'GET',
      path: '/ManualJournals',
      kind: 'status',
      httpStatus: 200,
      body: PAGE,
      times: 100,
    });
    const blind = valueIn(await lender.send(exportId));
    expect(blind.documents).toMatchObject({ inDoubt: 3 });
    expect(codesOf(blind.problems)).toContain('xero_call.answer_unexpected');
    await withoutFaults(lender);
    await resumeToEnd(lender, exportId);
  });
});

describe('a call of fifty, three of them refused', () => {
  it('B10: 47 are posted under their own ids; only the three go again, under another key', async () => {
    const lender = await openLender({ transactions: daysOfFees(50) });
    const exportId = await lender.planned();
    lender.tap.beforeRequest = async ({ method }) => {
      if (method !== 'PUT') return;
      lender.tap.beforeRequest = () => undefined;
      await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-04-03' });
    };
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({ state: 'attention', documents: { confirmed: 47, rejected: 3 } });
    expect(sent.problems).toMatchObject(
      Array(3).fill({ code: 'document.rejected', message: expect.stringMatching(/lock date/) }),
    );
    const ids = new Map((await lender.xero.documents()).map(({ id, text }) => [text, id]));
    const parts = await lender.parts(exportId);
    expect(parts.map(({ xeroId }) => xeroId)).toEqual(
      parts.map(({ text }) => ids.get(text) ?? null),
    );
    await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate: null });
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
    const calls = journalCalls(lender);
    const sizes = calls.map(({ body }) => JSON.parse(body).ManualJournals.length);
    expect(sizes).toEqual([50, 3]);
    expect(calls[1]?.idempotencyKey).not.toBe(calls[0]?.idempotencyKey);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });
});

describe('an answer whose elements cannot be told apart', () => {
  it.each<[string, (text: string) => Partial<Fault>]>([
    ['has no ids', () => ({ find: '"ManualJournalID"', put: '"Id"' })],
    [
      'names a document twice, and once without an id',
      (text) => ({
        find: '"ManualJournals":[',
        put: `"ManualJournals":[{"Narration":${JSON.stringify(text)}},`,
      }),
    ],
  ])('B12: %s: those are looked up, and nothing is sent again', async (_case, edit) => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const [first] = await lender.parts(exportId);
    await faulty(lender, { ...JOURNALS, kind: 'edit', ...edit(first?.text ?? '') });
    expect(valueIn(await lender.send(exportId)).documents.inDoubt).toBeGreaterThan(0);
    await resumeToEnd(lender, exportId);
    expect(journalCalls(lender)).toHaveLength(1);
  });
});
