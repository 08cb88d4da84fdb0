import { describe, expect, it } from 'vitest';
import { goLive } from '../../../src/tasks/go-live.ts';
import { resumeExportTask, undoExportTask } from '../../../src/tasks/undo-export.ts';
import { valueIn } from '../../outcomes.ts';
import { type Fault, faulty } from '../export/faults.ts';
import { openLender } from '../export/lender.ts';
import { backedUp, restored } from '../export/restored-copy.ts';
import { balances, lock, sentBatch, undoInTime } from './undo.ts';

const NO_MORE_CALLS: Fault = {
  ...{ method: 'PUT', path: '/ManualJournals', kind: 'status', httpStatus: 429 },
  headers: { 'x-rate-limit-problem': 'day', 'retry-after': '3600' },
};
const WHOLE = { parts: undefined, date: undefined, holdsRows: false, acceptsEdits: false };

describe('3.10 undo in a restored copy', () => {
  it('sends no second mirror for one that left after the backup', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    await faulty(lender, NO_MORE_CALLS);
    expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undoing');
    const backup = await backedUp(lender);
    await lender.pass(3_700_000);
    expect(valueIn(await resumeExportTask(lender.app, exportId)).state).toBe('undone');
    const copy = await restored(lender, backup);
    expect(await resumeExportTask(copy, exportId)).toMatchObject({
      problems: [{ code: 'restore.not_live' }],
    });
    valueIn(await goLive(copy));
    expect(valueIn(await resumeExportTask(copy, exportId))).toMatchObject({
      state: 'undone',
      problems: [],
    });
    expect(await lender.xero.liveDocuments()).toHaveLength(2);
    expect(await balances(lender)).toEqual([]);
  });

  it('discards nothing that may have been sent after the backup', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const backup = await backedUp(lender);
    await lender.send(exportId);
    const copy = await restored(lender, backup);
    const wanted = { ...WHOLE, exportId, reason: '', isPreview: false };
    expect(await undoExportTask(copy, wanted)).toMatchObject({
      problems: [{ code: 'restore.not_live' }],
    });
    valueIn(await goLive(copy));
    expect(valueIn(await undoExportTask(copy, wanted)).state).toBe('undone');
    expect(await lender.xero.liveDocuments()).toEqual([]);
  });
});
