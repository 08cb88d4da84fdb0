import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { openLender } from '../export/lender.ts';
import {
  actionsOf,
  balances,
  classesAt,
  lock,
  partInXero,
  sentBatch,
  tieout,
  undo,
  undoInTime,
} from './undo.ts';

describe('3.10 undoing a journal that is locked', () => {
  it('reverses it by a mirror on the first open day, under a marker of its own', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-10');
    const undone = await undo(lender, exportId, '--document', '1');
    expect(undone).toMatchObject({ state: 'complete', rows: { journals: 1, bank: 0 } });
    expect(actionsOf(undone)).toEqual(['1 reverse reversed']);
    expect(undone.documents[0]?.mirrorPart).toBe(5);
    const [original, mirror] = [await partInXero(lender, 1), await partInXero(lender, 5)];
    expect([original.status, mirror.status]).toEqual(['POSTED', 'POSTED']);
    expect(mirror.lines.map((one) => [one.AccountCode, -one.LineAmount])).toEqual(
      original.lines.map((one) => [one.AccountCode, one.LineAmount]),
    );
    expect(await lender.parts(exportId)).toMatchObject({
      0: { state: 'reversed' },
      4: { state: 'confirmed', date: '2026-05-11' },
    });
  });

  it('is timing between the two dates, and nothing is unexplained on any day', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-10');
    await undo(lender, exportId, '--document', '1');
    const waits = ['1100 held -115.00', '4100 held 100.00', '820 held 15.00'];
    const stands = ['1100 timing 115.00', '4100 timing -100.00', '820 timing -15.00'];
    expect(await classesAt(lender, '2026-05-01')).toEqual([...waits, ...stands].sort());
    expect(await classesAt(lender, '2026-05-10')).toEqual([...waits, ...stands].sort());
    expect(await classesAt(lender, '2026-05-11')).toEqual(waits);
    expect(await classesAt(lender)).toEqual(waits);
  });

  it('goes out again on the first open day, and the books are as the first time', async () => {
    const lender = await openLender({ configuration: { settings: FIRST_OPEN_DAY } });
    const exportId = await sentBatch(lender);
    const after = await balances(lender);
    await lock(lender, '2026-05-10');
    const undone = await undo(lender, exportId);
    expect(actionsOf(undone)).toEqual([
      ...['1 reverse reversed', '2 reverse reversed', '3 reverse reversed', '4 keep confirmed'],
    ]);
    expect(await balances(lender)).toEqual(['090 10000', '2190 -10000']);
    await sentBatch(lender);
    expect(await balances(lender)).toEqual(after);
    expect(await classesAt(lender)).toEqual([]);
    const again = await undo(lender, exportId);
    expect(actionsOf(again)).toEqual([
      ...['1 none reversed', '2 none reversed', '3 none reversed', '4 keep confirmed'],
    ]);
  });

  it('says so where a person voids the journal while its mirror is on the way', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const after = await balances(lender);
    await lock(lender, '2026-05-01');
    const { id } = await partInXero(lender, 1);
    lender.tap.afterAnswer = async ({ method }) => {
      if (method !== 'PUT') return;
      await lock(lender, '2026-04-30');
      await lender.xero.inBooks('POST', `/manual-journals/${id}`, { Status: 'VOIDED' });
    };
    const undone = valueIn(await undoInTime(lender, exportId));
    expect(undone.state).toBe('attention');
    expect(undone.problems.map(({ code }) => code)).toEqual(['undo.mirror_needless']);
    const mirror = await partInXero(lender, 5);
    await lender.xero.inBooks('POST', `/manual-journals/${mirror.id}`, { Status: 'VOIDED' });
    expect(await balances(lender)).toEqual([]);
    lender.tap.afterAnswer = () => undefined;
    expect(await undo(lender, exportId)).toMatchObject({ state: 'undone', problems: [] });
    await sentBatch(lender);
    expect(await balances(lender)).toEqual(after);
    expect(await classesAt(lender)).toEqual([]);
  });

  it('makes no second mirror beside one that somebody edited, and takes it once it is right', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    let sent: object = {};
    lender.tap.afterAnswer = async ({ method }) => {
      if (method !== 'PUT') return;
      const { id, lines } = await partInXero(lender, 5);
      sent = { id, lines };
      const edited = lines.map((line) => ({ ...line, Description: 'edited' }));
      await lender.xero.inBooks('POST', `/manual-journals/${id}`, { JournalLines: edited });
    };
    const stuck = valueIn(await undoInTime(lender, exportId));
    expect(stuck.problems.map(({ code }) => code)).toEqual(['document.differs']);
    lender.tap.afterAnswer = () => undefined;
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('attention');
    expect(await lender.xero.documents()).toHaveLength(5);
    const { id, lines } = sent as Awaited<ReturnType<typeof partInXero>>;
    await lender.xero.inBooks('POST', `/manual-journals/${id}`, { JournalLines: lines });
    expect(valueIn(await undoInTime(lender, exportId))).toMatchObject({
      state: 'undone',
      problems: [],
    });
    expect(await lender.xero.documents()).toHaveLength(5);
    expect(await balances(lender)).toEqual([]);
  });

  it('makes another mirror once somebody voided the first', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    lender.tap.afterAnswer = async ({ method }) => {
      if (method !== 'PUT') return;
      const { id } = await partInXero(lender, 5);
      await lender.xero.inBooks('POST', `/manual-journals/${id}`, { Status: 'VOIDED' });
    };
    const stuck = valueIn(await undoInTime(lender, exportId));
    expect(stuck.problems.map(({ code }) => code)).toEqual(['document.gone']);
    lender.tap.afterAnswer = () => undefined;
    const undone = valueIn(await undoInTime(lender, exportId));
    expect(undone.state).toBe('undone');
    expect(undone.documents[0]?.mirrorPart).toBe(6);
    expect(await balances(lender)).toEqual([]);
  });

  it('keeps the journal where Xero would not take the mirror, and says why', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-10');
    await lender.xero.inBooks('PUT', '/accounts/4200/archived', {});
    const undone = await undo(lender, exportId, '--document', '3');
    expect(undone).toMatchObject({
      exitCode: 1,
      state: 'complete',
      problems: [{ code: 'undo.mirror_failed' }],
    });
    expect(await lender.xero.documents()).toHaveLength(4);
    await lender.xero.inBooks('PUT', '/accounts/4200/archived', { archived: false });
    const again = await undo(lender, exportId, '--document', '3');
    expect(actionsOf(again)).toEqual(['3 reverse reversed']);
    expect(await tieout(lender, 'watch', '--entity', 'M')).toMatchObject({ drift: [] });
  });
});

const FIRST_OPEN_DAY = {
  defaultContact: 'SUNDRY',
  trackingB: { basis: 'branch' as const, name: 'Branch' },
  lockDatePolicy: 'firstOpenDay' as const,
};
