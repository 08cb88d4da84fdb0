import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { sendExportTask } from '../../../src/tasks/send-export.ts';
import {
  DOCUMENTS,
  expectEachOnce,
  openLargeLender,
  slowXero,
  stateOf,
} from '../../faults/killed-export.ts';
import { valueIn } from '../../outcomes.ts';
import { withoutFaults } from '../export/faults.ts';
import { codesOf, openLender } from '../export/lender.ts';
import { sentBatch, undoInTime } from '../undo/undo.ts';
import { workOnce } from './completing.ts';
import { BAR_MS, statesOf, tieout, untilLeft } from './tieout-process.ts';

const CALLS_AT_ONCE = 4;

describe('a program that is asked to stop', () => {
  it('A13: SIGTERM in an export of 600 documents, and in the completer that goes on with it', async () => {
    const { lender, exportId } = await openLargeLender();
    await slowXero(lender, 300);
    const sent = await tieout(lender, ['export', 'send', exportId], () => untilLeft(lender, 1));
    expect(sent.tookMs).toBeLessThan(BAR_MS);
    expect(sent).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('was stopped on the way'),
    });
    expect(await stateOf(lender, exportId)).toBe('sending');
    expect(await statesOf(lender, exportId)).toEqual(new Set(['posted', 'sending']));
    const some = (await lender.xero.documents()).length;
    const worked = await tieout(lender, ['work'], () => untilLeft(lender, CALLS_AT_ONCE + 1));
    expect(worked.tookMs).toBeLessThan(BAR_MS);
    expect(worked).toMatchObject({
      exitCode: 0,
      said: expect.stringContaining('goes on from there'),
    });
    expect((await lender.xero.documents()).length).toBeGreaterThan(some);
    expect((await lender.xero.documents()).length).toBeLessThan(DOCUMENTS);
    await withoutFaults(lender);
    const done = await tieout(lender, ['work', '--once']);
    expect(done).toMatchObject({ exitCode: 0, said: expect.stringContaining('is complete: 600') });
    await expectEachOnce(lender);
  });

  it('A13: SIGTERM while it waits for its next round: ends at once', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    const worked = await tieout(lender, ['work'], async ({ stdout }) => {
      if (stdout !== null) await once(stdout, 'data');
    });
    expect(worked.tookMs).toBeLessThan(BAR_MS / 2);
    expect(worked).toMatchObject({
      exitCode: 0,
      said: expect.stringContaining('1 round, 0 exports'),
    });
    expect(await stateOf(lender, exportId)).toBe('complete');
  });

  it('says so with a problem of its own, of a sending and of an undo, and leaves no lease', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const stop = { isAsked: false };
    const time = { ...lender.app.time, shouldStop: () => stop.isAsked };
    const app = { ...lender.app, time };
    lender.tap.afterAnswer = ({ method }) => {
      stop.isAsked ||= method !== 'GET' && method !== 'POST';
    };
    const sent = valueIn(await sendExportTask(app, exportId));
    expect([sent.state, codesOf(sent.problems)[0]]).toEqual(['sending', 'batch.stopped']);
    lender.tap.afterAnswer = () => undefined;
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    const undone = await undoInTime({ ...lender, app: { ...app } }, exportId);
    expect(codesOf(undone.ok ? undone.value.problems : undone.problems)).toContain('batch.stopped');
    const { lease_owner } = await lender.app.store.reader
      .selectFrom('batch')
      .select('lease_owner')
      .executeTakeFirstOrThrow();
    expect(lease_owner).toBeNull();
    expect((await workOnce(lender.app)).resumed).toEqual([{ exportId, state: 'undone' }]);
    expect(await lender.xero.liveDocuments()).toEqual([]);
  });
});
