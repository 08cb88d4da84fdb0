import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import {
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
  journalCalls,
} from '../export/faults.ts';
import { leaveInDoubt, resumeToEnd } from '../export/in-doubt.ts';
import { openLender } from '../export/lender.ts';
import { actionsOf, balances, classesAt, lock, sentBatch, undoInTime } from '../undo/undo.ts';
import { changeInXero, decide, driftOf, enterByHand, liveInXero } from './decide.ts';

describe('a document in doubt', () => {
  it('that is in Xero: posted without naming it, never not-posted', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    const { id } = await liveInXero(lender, 1);
    expect(await decide(lender, exportId, { decidedAs: 'notPosted' })).toMatchObject({
      problems: [{ code: 'decision.stands_in_xero', facts: { xeroIds: id } }],
    });
    expect(lender.waits[0]).toBeGreaterThan(150_000);
    expect(valueIn(await decide(lender, exportId, {}))).toMatchObject({
      state: 'sending',
      xeroId: id,
      differences: '',
    });
    await resumeToEnd(lender, exportId);
    expect(journalCalls(lender)).toHaveLength(4);
  });

  it('that is not in Xero: not-posted after two looks, and it goes out under another key', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_UNAVAILABLE);
    const exportId = await leaveInDoubt(lender);
    valueIn(await decide(lender, exportId, { decidedAs: 'notPosted' }));
    expect(lender.waits).toEqual([expect.any(Number), 60_000]);
    expect(lender.waits[0]).toBeGreaterThan(150_000);
    const states = (await lender.parts(exportId)).map(({ state }) => state);
    expect(states).toEqual(['planned', 'inDoubt', 'inDoubt', 'confirmed']);
    await resumeToEnd(lender, exportId);
    const keys = journalCalls(lender).map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(keys.length - 3);
  });

  it('that a list shows only at the second look is not decided as not-posted', async () => {
    const lender = await openLender();
    await lender.xero.control('PUT', '/behaviours', { listDelayMs: '200000' });
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    expect(await decide(lender, exportId, { decidedAs: 'notPosted' })).toMatchObject({
      problems: [{ code: 'decision.stands_in_xero' }],
    });
    expect(lender.waits).toContain(60_000);
  });

  it('is not replaced by a journal made by hand while its own may be in Xero', async () => {
    const lender = await openLender();
    await lender.xero.control('PUT', '/behaviours', { listDelayMs: '200000' });
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    const xeroId = await enterByHand(lender);
    expect(await decide(lender, exportId, { xeroId })).toMatchObject({
      problems: [{ code: 'decision.several_live', facts: { times: 2 } }],
    });
  });
});

describe('a document that stands in Xero twice', () => {
  it('is posted once all but one are void, and named meanwhile', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    const { id, text, lines } = await liveInXero(lender, 1);
    const copy = lines.map(({ AccountCode, LineAmount }) => ({ AccountCode, LineAmount }));
    const other = await enterByHand(lender, { Narration: text, JournalLines: copy });
    await lender.send(exportId);
    for (const xeroId of [id, undefined]) {
      const refused = await decide(lender, exportId, { xeroId });
      expect(refused).toMatchObject({
        problems: [{ code: 'decision.several_live', message: expect.stringContaining(other) }],
      });
    }
    await lender.xero.inBooks('POST', `/manual-journals/${other}`, { Status: 'VOIDED' });
    expect(valueIn(await decide(lender, exportId, { xeroId: id }))).toMatchObject({
      state: 'complete',
      xeroId: id,
      inXero: expect.arrayContaining([expect.objectContaining({ status: 'VOIDED' })]),
    });
    expect(await driftOf(lender)).toEqual([]);
    expect(await classesAt(lender)).toEqual([]);
    expect(journalCalls(lender)).toHaveLength(4);
  });
});

describe('a document that Xero refused', () => {
  it('is posted as what a person entered by hand; it does not go out again by itself', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    lender.tap.beforeRequest = async ({ method }) => {
      if (method === 'PUT') await lender.xero.inBooks('PUT', '/accounts/4200/archived', {});
    };
    expect(valueIn(await lender.send(exportId)).documents).toMatchObject({ rejected: 1 });
    lender.tap.beforeRequest = () => undefined;
    await lender.xero.inBooks('PUT', '/accounts/4200/archived', { archived: false });
    const again = await decide(lender, exportId, { part: 3, decidedAs: 'notPosted' });
    expect(again).toMatchObject({ problems: [{ code: 'decision.not_open' }] });
    const xeroId = await enterByHand(lender, {
      Date: '2026-05-03',
      JournalLines: [
        { AccountCode: '1100', LineAmount: 10, TaxType: 'NONE' },
        { AccountCode: '4200', LineAmount: -10, TaxType: 'NONE' },
      ],
    });
    expect(valueIn(await decide(lender, exportId, { part: 3, xeroId }))).toMatchObject({
      state: 'complete',
      documentState: 'confirmed',
    });
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
    expect(journalCalls(lender)).toHaveLength(1);
    expect(await classesAt(lender)).toEqual([]);
  });
});

describe('a journal that reverses another (decision.is_mirror)', () => {
  it('is settled by its undo alone', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    lender.tap.afterAnswer = async ({ method, path }) => {
      if (method !== 'PUT' || !path.includes('/ManualJournals')) return;
      lender.tap.afterAnswer = () => undefined;
      await changeInXero(lender, 5, { Date: '2026-05-20' });
    };
    expect(actionsOf(valueIn(await undoInTime(lender, exportId)))[0]).toBe('1 reverse confirmed');
    for (const decidedAs of ['posted', 'notPosted'] as const) {
      const refused = await decide(lender, exportId, { part: 5, decidedAs });
      expect(refused).toMatchObject({ problems: [{ code: 'decision.is_mirror' }] });
    }
    await changeInXero(lender, 5, { Status: 'VOIDED' });
    await lock(lender, '2026-04-30');
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undone');
    expect(await balances(lender)).toEqual([]);
  });
});
