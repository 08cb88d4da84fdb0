import { describe, expect, it } from 'vitest';
import { resumeExportTask } from '../../../src/tasks/undo-export.ts';
import { valueIn } from '../../outcomes.ts';
import {
  type Fault,
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
  withoutFaults,
} from '../export/faults.ts';
import { leaveInDoubt } from '../export/in-doubt.ts';
import { codesOf, openLender } from '../export/lender.ts';
import { writesOf } from '../export/wire-tap.ts';
import {
  actionsOf,
  balances,
  classesAt,
  lock,
  sentBatch,
  tieout,
  undo,
  undoInTime,
} from './undo.ts';

const UNDONE = ['1 void voided', '2 void voided', '3 void voided', '4 delete deleted'];
const JOURNALS: Pick<Fault, 'method' | 'path'> = { method: 'POST', path: '/ManualJournals' };

describe('3.10 an undo through faults', () => {
  it.each<[string, Fault[]]>([
    ['the request is lost', [{ ...JOURNALS, kind: 'drop', moment: 'before' }]],
    ['the answer is lost', [{ ...JOURNALS, kind: 'drop', moment: 'after' }]],
    ['three answers are lost', [{ ...JOURNALS, kind: 'drop', moment: 'after', times: 3 }]],
    ['the answer is cut', [{ ...JOURNALS, kind: 'cut' }]],
    ['the answer is in another order', [{ ...JOURNALS, kind: 'reverse' }]],
    ['Xero is not there, then is', [{ ...JOURNALS, kind: 'status', httpStatus: 503, times: 2 }]],
    [
      'it works and answers 500',
      [{ ...JOURNALS, kind: 'status', moment: 'after', httpStatus: 500 }],
    ],
    ['the minute is used up', [limit('minute', '20')]],
  ])('%s: it looks, and every document is undone', async (_case, faults) => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await faulty(lender, ...faults);
    const undone = valueIn(await undoInTime(lender, exportId));
    expect(undone).toMatchObject({ state: 'undone', problems: [] });
    expect(actionsOf(undone)).toEqual(UNDONE);
    expect(await balances(lender)).toEqual([]);
  });

  it('believes no answer: a list that lags behind is asked again, by id', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lender.xero.control('PUT', '/behaviours', { listDelayMs: '600000' });
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undone');
    expect(writesOf(lender.tap).filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  it('stays one that is being undone while Xero is silent, sends nothing, and goes on', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await faulty(lender, { ...JOURNALS, kind: 'status', httpStatus: 503, times: 100 });
    const stuck = valueIn(await undoInTime(lender, exportId));
    expect(stuck.state).toBe('undoing');
    expect(codesOf(stuck.problems)).toEqual(Array(3).fill('undo.no_answer'));
    expect(await classesAt(lender)).toEqual([
      ...['090 notYetExported -100.00', '2190 notYetExported 100.00'],
    ]);
    const refused = { exitCode: 1, problems: [{ code: 'undo.cut_short' }] };
    expect(await tieout(lender, 'export', 'send', exportId)).toMatchObject(refused);
    expect(await undo(lender, exportId, '--preview')).toMatchObject(refused);
    expect(await lender.plan()).toMatchObject({ value: { exportId: null } });
    await withoutFaults(lender);
    const resumed = valueIn(await resumeExportTask(lender.app, exportId));
    expect(resumed).toMatchObject({ state: 'undone', problems: [] });
    expect(await balances(lender)).toEqual([]);
  });

  it('waits for the next day where the calls are used up, and goes on then', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await faulty(lender, limit('day', '3600'));
    const parked = valueIn(await undoInTime(lender, exportId));
    expect(parked.state).toBe('undoing');
    expect(codesOf(parked.problems)).toEqual(['xero_limit.day_reached']);
    expect(await tieout(lender, 'export', 'status', exportId)).toMatchObject({
      wakeAt: expect.stringMatching(/^20/),
    });
    await lender.pass(3_700_000);
    expect(valueIn(await resumeExportTask(lender.app, exportId)).state).toBe('undone');
  });

  it('keeps what Xero refuses, with its words, and frees the rest', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    lender.tap.beforeRequest = async ({ method }) => {
      if (method === 'POST') await lock(lender, '2026-05-01');
    };
    const undone = valueIn(await undoInTime(lender, exportId));
    expect(undone.state).toBe('complete');
    expect(undone.problems).toMatchObject([
      { code: 'undo.refused', facts: { words: expect.stringMatching(/period lock date/) } },
    ]);
    lender.tap.beforeRequest = () => undefined;
    const again = valueIn(await undoInTime(lender, exportId));
    expect(actionsOf(again)[0]).toBe('1 reverse reversed');
    expect(again.state).toBe('undone');
    expect(await balances(lender)).toEqual([]);
  });

  it.each<[string, Fault]>([
    ['the mirror is saved and no answer comes', JOURNALS_SAVED_UNANSWERED],
    ['the mirror is lost on the way', JOURNALS_UNAVAILABLE],
  ])('%s: there is one mirror in the end', async (_case, fault) => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    await faulty(lender, fault);
    const stuck = valueIn(await undoInTime(lender, exportId));
    expect(stuck.state).toBe('undoing');
    expect(codesOf(stuck.problems)).toEqual(['document.in_doubt']);
    expect(await classesAt(lender)).not.toEqual([]);
    expect(valueIn(await resumeExportTask(lender.app, exportId)).state).toBe('undone');
    expect(await balances(lender)).toEqual([]);
    const texts = (await lender.xero.liveDocuments()).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('/5 '))).toHaveLength(1);
  });
});

describe('3.10 a batch that is not whole in Xero', () => {
  it('is not undone while a document is in doubt: first somebody looks', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    for (const words of [[], ['--preview'], ['--document', '4']]) {
      expect(await undo(lender, exportId, ...words)).toMatchObject({
        exitCode: 1,
        problems: [{ code: 'undo.in_doubt' }],
      });
    }
    await lender.send(exportId);
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undone');
  });

  it('withdraws what Xero refused, and nothing of it is sent afterwards', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await lender.xero.inBooks('PUT', '/accounts/4200/archived', {});
    lender.tap.beforeRequest = async ({ method }) => {
      if (method === 'PUT') await lender.xero.inBooks('PUT', '/accounts/4200/archived', {});
    };
    await lender.xero.inBooks('PUT', '/accounts/4200/archived', { archived: false });
    expect(valueIn(await lender.send(exportId)).documents).toMatchObject({ rejected: 1 });
    lender.tap.beforeRequest = () => undefined;
    const undone = valueIn(await undoInTime(lender, exportId));
    expect(actionsOf(undone)[2]).toBe('3 withdraw withdrawn');
    expect(undone.state).toBe('undone');
    expect(await lender.send(exportId)).toMatchObject({
      ok: false,
      problems: [{ code: 'batch.not_sendable' }],
    });
    await lender.xero.inBooks('PUT', '/accounts/4200/archived', { archived: false });
    await sentBatch(lender);
    expect(await classesAt(lender)).toEqual([]);
  });

  it('withdraws calls that wait for the next day, whole batch or not at all', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, { ...limit('day', '3600'), method: 'PUT' });
    expect(valueIn(await lender.send(exportId)).state).toBe('parked');
    await lender.pass(3_700_000);
    const part = await undo(lender, exportId, '--document', '1');
    expect(codesOf(part.problems)).toEqual(['undo.waits_with_others']);
    const undone = valueIn(await undoInTime(lender, exportId));
    expect(undone.state).toBe('undone');
    expect(await lender.xero.liveDocuments()).toEqual([]);
    await sentBatch(lender);
    expect(await classesAt(lender)).toEqual([]);
  });
});

function limit(name: string, seconds: string): Fault {
  const headers = { 'x-rate-limit-problem': name, 'retry-after': seconds };
  return { ...JOURNALS, kind: 'status', httpStatus: 429, headers };
}
