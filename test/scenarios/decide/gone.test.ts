import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import {
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
  journalCalls,
} from '../export/faults.ts';
import { codesOf, type Lender, openLender } from '../export/lender.ts';
import { actionsOf, balances, classesAt, tieout, undoInTime } from '../undo/undo.ts';
import {
  afterJournals,
  changeInXero,
  decide,
  driftOf,
  enterByHand,
  liveInXero,
  sentAndChanged,
} from './decide.ts';

const VOIDED = { Status: 'VOIDED' };
const BY_HAND = 'Fee of May, by hand';

describe('a document that a person voided in Xero, sent again', () => {
  it.each([
    ['Xero saves it and no answer comes', JOURNALS_SAVED_UNANSWERED, 4],
    ['it is lost on the way', JOURNALS_UNAVAILABLE, 5],
  ])('%s: the voided one is not taken for it', async (_case, fault, calls) => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, VOIDED);
    valueIn(await decide(lender, exportId, { decidedAs: 'notPosted' }));
    await faulty(lender, fault);
    expect(valueIn(await lender.send(exportId))).toMatchObject({
      state: 'sending',
      documents: { confirmed: 3, inDoubt: 1 },
    });
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
    expect(journalCalls(lender)).toHaveLength(1 + calls);
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
    expect(await classesAt(lender)).toEqual([]);
    expect(await driftOf(lender)).toEqual([]);
  });

  it('is voided again: a second decision, and it stands there once', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, VOIDED);
    for (const _ of [1, 2]) {
      valueIn(await decide(lender, exportId, { decidedAs: 'notPosted' }));
      afterJournals(lender, () => changeInXero(lender, 1, VOIDED));
      await lender.send(exportId);
    }
    valueIn(await decide(lender, exportId, { decidedAs: 'notPosted' }));
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
  });

  it('waits in the tie-out until it goes, and in no other batch', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, VOIDED);
    const edited = ['1100 editedInXero -115.00', '4100 editedInXero 100.00'];
    expect(await classesAt(lender)).toEqual([...edited, '820 editedInXero 15.00']);
    valueIn(await decide(lender, exportId, { decidedAs: 'notPosted' }));
    const waits = ['1100 notYetExported -115.00', '4100 notYetExported 100.00'];
    expect(await classesAt(lender)).toEqual([...waits, '820 notYetExported 15.00']);
    expect(await driftOf(lender)).toEqual([]);
    expect(valueIn(await lender.plan())).toMatchObject({ exportId: null });
  });

  it('may be withdrawn instead: its rows come free and go out in another batch', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, VOIDED);
    valueIn(await decide(lender, exportId, { decidedAs: 'notPosted' }));
    const undone = valueIn(await undoInTime(lender, exportId));
    expect(actionsOf(undone)[0]).toBe('1 withdraw withdrawn');
    expect(await balances(lender)).toEqual([]);
    valueIn(await lender.send(await lender.planned()));
    expect(await classesAt(lender)).toEqual([]);
  });
});

describe('a document that a person voided and replaced by hand', () => {
  it('is posted as what replaced it: found by its id in tie-out, watch and undo', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, VOIDED);
    const xeroId = await enterByHand(lender, { Date: '2026-05-04' });
    const decided = valueIn(await decide(lender, exportId, { xeroId }));
    expect(decided).toMatchObject({
      state: 'complete',
      xeroId,
      differences: expect.stringContaining('date: sent "2026-05-01", found "2026-05-04"'),
    });
    expect((await lender.parts(exportId))[0]).toMatchObject({ state: 'confirmed', xeroId });
    const date = '2026-05-03';
    expect(await classesAt(lender, date)).toEqual(
      expect.arrayContaining(['1100 editedInXero -115.00', '4100 editedInXero 100.00']),
    );
    expect(await classesAt(lender)).toEqual([]);
    expect(await driftOf(lender)).toEqual([]);
    expect(actionsOf(valueIn(await undoInTime(lender, exportId)))[0]).toBe('1 void voided');
    expect(await balances(lender)).toEqual([]);
  });

  it('needs the id of what replaced it (decision.nothing_found)', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, VOIDED);
    await enterByHand(lender);
    const refused = await decide(lender, exportId, {});
    expect(refused).toMatchObject({ problems: [{ code: 'decision.nothing_found' }] });
  });

  it.each<[string, (lender: Lender) => Promise<string>, string]>([
    [
      'is not there, decision.not_live',
      async () => '00000000-0000-4000-8000-000000000000',
      'decision.not_live',
    ],
    ['is void itself, decision.not_live', (lender) => voidedByHand(lender), 'decision.not_live'],
    [
      'is of the other kind, decision.not_live',
      async (lender) => (await liveInXero(lender, 4)).id,
      'decision.not_live',
    ],
    [
      'is another document of ours, decision.belongs_elsewhere',
      async (lender) => (await liveInXero(lender, 2)).id,
      'decision.belongs_elsewhere',
    ],
    [
      'carries the marker of another one, decision.belongs_elsewhere',
      async (lender) => enterByHand(lender, { Narration: (await liveInXero(lender, 2)).text }),
      'decision.belongs_elsewhere',
    ],
  ])('what is named %s', async (_case, name, code) => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, VOIDED);
    const xeroId = await name(lender);
    const refused = await decide(lender, exportId, { xeroId });
    expect(codesOf(refused.ok ? [] : refused.problems)).toEqual([code]);
    expect((await lender.parts(exportId))[0]).toMatchObject({ state: 'conflict' });
  });

  it('is refused while the first one stands there too (decision.several_live)', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, { Date: '2026-05-20' });
    const xeroId = await enterByHand(lender);
    const refused = await decide(lender, exportId, { xeroId });
    expect(refused).toMatchObject({
      problems: [{ code: 'decision.several_live', facts: { times: 2 } }],
    });
    await changeInXero(lender, 1, VOIDED);
    expect(valueIn(await decide(lender, exportId, { xeroId }))).toMatchObject({ xeroId });
    expect(await classesAt(lender)).toEqual([]);
  });
});

describe('export decide at the command line', () => {
  it('prints what was decided, and export status tells it with its reason', async () => {
    const lender = await openLender();
    const exportId = await sentAndChanged(lender, { Date: '2026-05-20' });
    const words = ['export', 'decide', exportId, '--document', '1', '--as', 'posted'];
    const reason = ['--reason', 'Ann moved it'];
    const seen = { exitCode: 0, part: 1, decided: 'posted', documentState: 'confirmed' };
    expect(await tieout(lender, ...words, ...reason, '--preview')).toMatchObject(seen);
    expect(await tieout(lender, 'export', 'status', exportId)).toMatchObject({ decisions: [] });
    expect(await tieout(lender, ...words, ...reason)).toMatchObject(seen);
    expect(await tieout(lender, 'export', 'status', exportId)).toMatchObject({
      state: 'complete',
      decisions: [{ part: 1, decided: 'posted', reason: 'Ann moved it' }],
    });
    expect(await tieout(lender, ...words, ...reason)).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'decision.not_open' }],
    });
  });

  it.each([
    ['no reason', ['--as', 'posted']],
    ['a blank reason', ['--as', 'posted', '--reason', ' ']],
    ['another word', ['--as', 'maybe', '--reason', 'x']],
    ['an id of what is not posted', ['--as', 'not-posted', '--xero-id', 'a', '--reason', 'x']],
  ])('refuses %s', async (_case, words) => {
    const lender = await openLender({ transactions: '' });
    const all = ['export', 'decide', '20260531.001', '--document', '1', ...words];
    expect(await tieout(lender, ...all)).toMatchObject({ exitCode: 2 });
  });
});

async function voidedByHand(lender: Lender): Promise<string> {
  const id = await enterByHand(lender);
  await lender.xero.inBooks('POST', `/manual-journals/${id}`, VOIDED);
  expect((await lender.xero.liveDocuments()).some(({ text }) => text === BY_HAND)).toBe(false);
  return id;
}
