import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { journalCalls } from '../export/faults.ts';
import { codesOf, openLender } from '../export/lender.ts';
import { actionsOf, balances, classesAt, undoInTime } from '../undo/undo.ts';
import {
  changeInXero,
  decide,
  decisionsOf,
  driftOf,
  liveInXero,
  sentAndChanged,
} from './decide.ts';

const DIFFERS = {
  JournalLines: [
    { AccountCode: '1100', LineAmount: 30, TaxType: 'NONE' },
    { AccountCode: '4100', LineAmount: -30, TaxType: 'NONE' },
  ],
};

describe('a document that a person changed in Xero, taken as it is', () => {
  it('is confirmed with the differences, the reason and who decided; nothing is unexplained', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, DIFFERS);
    const before = await classesAt(lender);
    const decided = valueIn(await decide(lender, exportId, { reason: 'Agreed with Ann' }));
    const { id } = await liveInXero(lender, 1);
    expect(decided).toMatchObject({
      state: 'complete',
      documentState: 'confirmed',
      xeroId: id,
      differences: expect.stringContaining('line: sent "1100 | 115.00'),
      inXero: [{ xeroId: id, status: 'POSTED', date: '2026-05-01' }],
    });
    expect(await decisionsOf(lender, exportId)).toMatchObject([
      { actor: 'os:tester', part: 1, decided: 'posted', xeroId: id, reason: 'Agreed with Ann' },
    ]);
    expect(await classesAt(lender)).toEqual(before);
    expect(before).toEqual(expect.arrayContaining(['1100 editedInXero -85.00']));
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
    expect(journalCalls(lender)).toHaveLength(1);
  });

  it('is watched no longer for what was accepted, but for what is changed since', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, DIFFERS);
    expect(await driftOf(lender)).toEqual([`edited ${exportId}/1`]);
    valueIn(await decide(lender, exportId, {}));
    expect(await driftOf(lender)).toEqual([]);
    const { JournalLines } = DIFFERS;
    const lines = JournalLines.map((one) => ({ ...one, LineAmount: one.LineAmount * 2 }));
    await changeInXero(lender, 1, { JournalLines: lines });
    expect(await driftOf(lender)).toEqual([`edited ${exportId}/1`]);
    await changeInXero(lender, 1, { Status: 'VOIDED' });
    expect(await driftOf(lender)).toEqual([`voided ${exportId}/1`]);
  });

  it('is undone like any other, and kept only where it was changed since', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, DIFFERS);
    valueIn(await decide(lender, exportId, {}));
    await changeInXero(lender, 1, { Date: '2026-05-20' });
    const kept = valueIn(await undoInTime(lender, exportId));
    expect(actionsOf(kept)[0]).toBe('1 keep confirmed');
    expect(kept.documents[0]?.reason).toMatchObject({
      code: 'undo.edited',
      facts: { differences: 'date: sent "2026-05-01", found "2026-05-20"' },
    });
    await changeInXero(lender, 1, { Date: '2026-05-01' });
    expect(actionsOf(valueIn(await undoInTime(lender, exportId)))[0]).toBe('1 void voided');
    expect(await balances(lender)).toEqual([]);
    expect(await classesAt(lender)).not.toEqual([]);
  });

  it('is not sent again while it stands there (decision.stands_in_xero), and goes once it is void', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, DIFFERS);
    const { id } = await liveInXero(lender, 1);
    const refused = await decide(lender, exportId, { decidedAs: 'notPosted' });
    expect(refused).toMatchObject({
      problems: [{ code: 'decision.stands_in_xero', facts: { xeroIds: id } }],
    });
    expect((await lender.parts(exportId))[0]).toMatchObject({ state: 'conflict' });
    await changeInXero(lender, 1, { Status: 'VOIDED' });
    expect(valueIn(await decide(lender, exportId, { decidedAs: 'notPosted' }))).toMatchObject({
      state: 'sending',
      documentState: 'planned',
      xeroId: null,
      inXero: [{ xeroId: id, status: 'VOIDED' }],
    });
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
    const calls = journalCalls(lender);
    expect(calls).toHaveLength(2);
    expect(calls[1]?.idempotencyKey).not.toBe(calls[0]?.idempotencyKey);
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
    expect(await classesAt(lender)).toEqual([]);
  });
});

describe('what nobody may decide', () => {
  it('is a document that is confirmed, or none at all (decision.not_open)', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    valueIn(await lender.send(exportId));
    for (const decidedAs of ['posted', 'notPosted'] as const) {
      const refused = await decide(lender, exportId, { decidedAs });
      expect(refused).toMatchObject({ problems: [{ code: 'decision.not_open' }] });
    }
    const none = await decide(lender, exportId, { part: 9 });
    expect(none).toMatchObject({ problems: [{ code: 'undo.no_document' }] });
    expect(await decisionsOf(lender, exportId)).toEqual([]);
  });

  it('is anything while Xero cannot be looked through', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, { Status: 'VOIDED' });
    const path = '/ManualJournals';
    const silent = { method: 'GET', path, kind: 'status', httpStatus: 503, times: 100 } as const;
    await lender.xero.control('POST', '/faults', silent);
    for (const decidedAs of ['posted', 'notPosted'] as const) {
      const refused = await decide(lender, exportId, { decidedAs });
      expect(codesOf(refused.ok ? [] : refused.problems)).toEqual(['xero_call.unavailable']);
    }
    expect(await decisionsOf(lender, exportId)).toEqual([]);
    expect((await lender.parts(exportId))[0]).toMatchObject({ state: 'conflict' });
  });

  it('is shown by a preview, which looks the same and decides nothing', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, DIFFERS);
    const shown = valueIn(await decide(lender, exportId, { isPreview: true }));
    expect(shown).toMatchObject({ isPreview: true, state: 'complete', documentState: 'confirmed' });
    expect((await lender.parts(exportId))[0]).toMatchObject({ state: 'conflict' });
    expect(await decisionsOf(lender, exportId)).toEqual([]);
    const { isPreview: _, ...decided } = valueIn(await decide(lender, exportId, {}));
    expect(shown).toMatchObject(decided);
  });
});
