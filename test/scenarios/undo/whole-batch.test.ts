import { describe, expect, it } from 'vitest';
import { loadAudit } from '../../audit.ts';
import { openLender } from '../export/lender.ts';
import { writesOf } from '../export/wire-tap.ts';
import { actionsOf, balances, classesAt, sentBatch, tieout, undo } from './undo.ts';

describe('3.10 undoing a whole batch', () => {
  it('voids the journals, deletes the bank transaction, and the same rows go out again', async () => {
    const lender = await openLender();
    const before = await balances(lender);
    const exportId = await sentBatch(lender);
    const after = await balances(lender);
    expect(after).not.toEqual(before);
    const undone = await undo(lender, exportId);
    expect(undone).toMatchObject({
      exitCode: 0,
      state: 'undone',
      isPreview: false,
      rows: { journals: 4, bank: 1 },
      clearing: [],
      problems: [],
      warnings: [],
    });
    expect(actionsOf(undone)).toEqual([
      ...['1 void voided', '2 void voided', '3 void voided', '4 delete deleted'],
    ]);
    expect(await balances(lender)).toEqual(before);
    expect(await sentBatch(lender)).toBe('20260531.002');
    expect(await balances(lender)).toEqual(after);
    expect(await classesAt(lender)).toEqual([]);
  });

  it('leaves the rows waiting: the tie-out says that they are not yet exported', async () => {
    const lender = await openLender();
    const waiting = await classesAt(lender);
    const exportId = await sentBatch(lender);
    expect(await classesAt(lender)).toEqual([]);
    await undo(lender, exportId);
    expect(waiting.length).toBeGreaterThan(0);
    expect(await classesAt(lender)).toEqual(waiting);
  });

  it('shows the same in a preview, and does nothing', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const after = await balances(lender);
    const sent = writesOf(lender.tap).length;
    const preview = await undo(lender, exportId, '--preview');
    expect(preview).toMatchObject({ exitCode: 0, isPreview: true, state: 'complete' });
    expect(preview.rows).toEqual({ journals: 4, bank: 1 });
    const actions = preview.documents.map((one) => one.action);
    expect(actions).toEqual(['void', 'void', 'void', 'delete']);
    expect(await balances(lender)).toEqual(after);
    expect(writesOf(lender.tap)).toHaveLength(sent);
    const undone = await undo(lender, exportId);
    expect(undone.documents.map((one) => one.action)).toEqual(actions);
    expect(undone.rows).toEqual(preview.rows);
  });

  it('a second time changes nothing and says so', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await undo(lender, exportId);
    const again = await undo(lender, exportId);
    expect(again).toMatchObject({ exitCode: 0, state: 'undone', rows: { journals: 0, bank: 0 } });
    expect(again.documents.map((one) => one.action)).toEqual(['none', 'none', 'none', 'none']);
    expect(await lender.planned()).toBe('20260531.002');
    const third = await undo(lender, exportId);
    expect(third.rows).toEqual({ journals: 0, bank: 0 });
    expect(await lender.send('20260531.002')).toMatchObject({ ok: true });
  });

  it('deletes drafts, also on a locked day, and voids one that was approved meanwhile', async () => {
    const lender = await openLender({ configuration: { settings: DRAFTS } });
    const exportId = await sentBatch(lender);
    const [first] = await lender.parts(exportId);
    await lender.xero.inBooks('POST', `/manual-journals/${first?.xeroId}`, { Status: 'POSTED' });
    expect(await tieout(lender, 'export', 'status', exportId)).toMatchObject({
      awaitingApproval: 3,
    });
    const undone = await undo(lender, exportId);
    expect(actionsOf(undone)).toEqual([
      ...['1 void voided', '2 delete deleted', '3 delete deleted', '4 delete deleted'],
    ]);
    expect(await balances(lender)).toEqual([]);
    expect(await tieout(lender, 'export', 'status', exportId)).toMatchObject({
      awaitingApproval: 0,
    });
  });

  it('discards a batch of which nothing was sent, without asking Xero', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const asked = lender.tap.exchanges.length;
    expect(await undo(lender, exportId, '--preview')).toMatchObject({ state: 'planned' });
    expect(await undo(lender, exportId, '--document', '1')).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'undo.only_whole' }],
    });
    const undone = await undo(lender, exportId);
    expect(undone).toMatchObject({ state: 'discarded', rows: { journals: 4, bank: 1 } });
    expect(lender.tap.exchanges).toHaveLength(asked);
    expect(await sentBatch(lender)).toBe('20260531.002');
  });

  it('leads from an undone line to its rows still', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const words = ['export', 'lines', exportId, '--part', '2', '--line', '1'];
    const before = await tieout<{ postings: { id: string }[] }>(lender, ...words);
    await undo(lender, exportId);
    const after = await tieout<{ postings: { id: string }[] }>(lender, ...words);
    expect(before.postings.length).toBeGreaterThan(0);
    expect(after.postings).toEqual(before.postings);
  });

  it('leaves a trail of who undid it and why', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await undo(lender, exportId, '--reason', 'wrong month');
    const trail = await loadAudit(lender.app.store.reader, { subject: `batch/${exportId}` });
    const undoing = trail.filter(({ action }) => action.startsWith('undo.'));
    expect([...new Set(undoing.map(({ action }) => action))]).toEqual([
      ...['undo.begun', 'undo.sent', 'undo.recorded', 'undo.ended'],
    ]);
    expect(undoing[0]).toMatchObject({ actor: 'os:tester', details: { reason: 'wrong month' } });
    expect(undoing.at(-1)).toMatchObject({ action: 'undo.ended', details: { state: 'undone' } });
  });
});

const DRAFTS = {
  defaultContact: 'SUNDRY',
  trackingB: { basis: 'branch' as const, name: 'Branch' },
  journalStatus: 'draft' as const,
};
