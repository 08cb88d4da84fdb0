import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import {
  copiesInXero,
  type Fault,
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
  journalCalls,
  onceEach,
  withoutFaults,
} from '../../scenarios/export/faults.ts';
import { leaveInDoubt, resumeToEnd } from '../../scenarios/export/in-doubt.ts';
import { codesOf, type Lender, openLender } from '../../scenarios/export/lender.ts';
import { daysOfFees } from './days-of-fees.ts';
import { commitLate } from './late-commit.ts';

const MINUTE_MS = 60_000;
const OUTAGE: Fault = { path: '/ManualJournals', kind: 'status', httpStatus: 503, times: 1_000 };

/** Resumes again and again while Xero is away; nothing may leave for it meanwhile. */
async function sitOutOutage(lender: Lender, exportId: string, minutes: number): Promise<void> {
  await faulty(lender, { ...OUTAGE, method: 'GET' });
  const before = journalCalls(lender).length;
  const until = Date.parse(lender.clock.now()) + minutes * MINUTE_MS;
  while (Date.parse(lender.clock.now()) < until) {
    const blind = valueIn(await lender.send(exportId));
    expect(blind.documents).toMatchObject({ inDoubt: 3 });
    await lender.pass(5 * MINUTE_MS);
  }
  expect(journalCalls(lender)).toHaveLength(before);
  await withoutFaults(lender);
}

function keysOf(lender: Lender): number {
  return new Set(journalCalls(lender).map(({ idempotencyKey }) => idempotencyKey)).size;
}

describe('an answer that is lost, and Xero is away for 30 minutes after that', () => {
  it('B2: looked for before anything else; it stands there once, and no second key was made', async () => {
    const lender = await openLender();
    await faulty(lender, { ...JOURNALS_SAVED_UNANSWERED, times: 1 }, JOURNALS_UNAVAILABLE);
    const exportId = await leaveInDoubt(lender);
    await withoutFaults(lender);
    await sitOutOutage(lender, exportId, 30);
    await resumeToEnd(lender, exportId);
    expect(keysOf(lender)).toBe(1);
  });

  it.each([0, 6, 20])(
    'B3: while Xero keeps keys for %i minutes: the same, whether it was saved or not',
    async (minutes) => {
      for (const isSaved of [true, false]) {
        const lender = await openLender();
        await lender.xero.control('PUT', '/idempotency', { minutes });
        if (isSaved) await faulty(lender, { ...JOURNALS_SAVED_UNANSWERED, times: 1 });
        await faulty(lender, JOURNALS_UNAVAILABLE);
        const exportId = await leaveInDoubt(lender);
        await withoutFaults(lender);
        await sitOutOutage(lender, exportId, 30);
        await resumeToEnd(lender, exportId);
        expect(keysOf(lender)).toBe(isSaved ? 1 : 2);
      }
    },
  );
});

describe('what Xero shows late', () => {
  it('B4: a list that does not show the journal for 45 s: the second look finds it', async () => {
    const lender = await openLender();
    await lender.xero.control('PUT', '/behaviours', { listDelayMs: '45000' });
    const late = commitLate(lender, 150_000);
    const exportId = await leaveInDoubt(lender);
    await resumeToEnd(lender, exportId);
    expect(late.commits()).toBe(1);
    expect(lender.waits).toContain(60_000);
    expect(keysOf(lender)).toBe(1);
  });

  it.each([30, 90, 155])(
    'B5: a request that Xero goes on working at for %i s: waited for, and not sent again',
    async (seconds) => {
      const lender = await openLender();
      const late = commitLate(lender, seconds * 1000);
      const exportId = await leaveInDoubt(lender);
      await resumeToEnd(lender, exportId);
      expect(late.commits()).toBe(1);
      expect(keysOf(lender)).toBe(1);
    },
  );
});

describe('an internal error that Xero keeps under the key', () => {
  it.each([
    ['nothing was saved: absent in two looks, it goes out under another key', 'before', 2],
    ['it was saved: found by looking, and never sent again', 'after', 1],
  ] as const)('B9: 500 for every try, and %s', async (_case, moment, keys) => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const error = { method: 'PUT', path: '/ManualJournals', kind: 'status' } as const;
    // Kept under the key, it comes again with every try; saved, it is what a gateway makes of it.
    const kept = { ...error, moment, httpStatus: 500, remember: true, times: 1 };
    const all = { ...error, moment, httpStatus: 500, times: 4 };
    await faulty(lender, moment === 'before' ? kept : all);
    const sent = valueIn(await lender.send(exportId));
    expect(sent.documents).toMatchObject({ inDoubt: 3 });
    const tries = journalCalls(lender).length;
    expect(tries).toBe(4);
    expect(journalCalls(lender).map(({ httpStatus }) => httpStatus)).toEqual(Array(4).fill(500));
    await withoutFaults(lender);
    await resumeToEnd(lender, exportId);
    expect(keysOf(lender)).toBe(keys);
  });
});

describe('an answer that is cut after some of its documents', () => {
  it('B11: all fifty are in doubt; 47 are found and only the three refused ones go again', async () => {
    const lender = await openLender({ transactions: daysOfFees(50) });
    const exportId = await lender.planned();
    await lockBeforeJournals(lender, '2026-04-03');
    await faulty(lender, { method: 'PUT', path: '/ManualJournals', kind: 'cut', times: 4 });
    expect(valueIn(await lender.send(exportId)).documents).toMatchObject({ inDoubt: 50 });
    await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate: null });
    const resumed = valueIn(await lender.send(exportId));
    expect(resumed).toMatchObject({ state: 'complete', documents: { confirmed: 50 } });
    const sizes = journalCalls(lender).map(({ body }) => JSON.parse(body).ManualJournals.length);
    expect(sizes).toEqual([50, 50, 50, 50, 3]);
    expect(keysOf(lender)).toBe(2);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });
});

describe("a clock of Xero's that is not ours", () => {
  it.each([-60, -7, 7, 60])(
    'B22: %i minutes off: what is in doubt is found, and the key lives by our own clock',
    async (minutes) => {
      const lender = await openLender();
      await lender.xero.control('POST', '/clock', { moveMs: minutes * MINUTE_MS });
      await faulty(lender, JOURNALS_SAVED_UNANSWERED);
      const exportId = await leaveInDoubt(lender);
      await resumeToEnd(lender, exportId);
      expect(journalCalls(lender)).toHaveLength(4);
      expect(keysOf(lender)).toBe(1);
    },
  );

  it.each([-60, -7, 0, 7])(
    'B22: %i minutes off: what somebody renamed since is found by when it changed',
    async (minutes) => {
      const lender = await openLender();
      await lender.xero.control('POST', '/clock', { moveMs: minutes * MINUTE_MS });
      await faulty(lender, JOURNALS_SAVED_UNANSWERED);
      const exportId = await lender.planned({ streams: ['journals'] });
      expect(valueIn(await lender.send(exportId)).documents).toMatchObject({ inDoubt: 3 });
      for (const { id, text } of await lender.xero.liveDocuments()) {
        const Narration = `Checked by Ann: ${text}`;
        await lender.xero.inBooks('POST', `/manual-journals/${id}`, { Narration });
      }
      const resumed = valueIn(await lender.send(exportId));
      expect(codesOf(resumed.problems)).toEqual(Array(3).fill('document.differs'));
      expect(await lender.xero.liveDocuments()).toHaveLength(3);
      expect(journalCalls(lender)).toHaveLength(4);
    },
  );
});

async function lockBeforeJournals(lender: Lender, periodLockDate: string): Promise<void> {
  lender.tap.beforeRequest = async ({ method }) => {
    if (method !== 'PUT') return;
    lender.tap.beforeRequest = () => undefined;
    await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate });
  };
}
