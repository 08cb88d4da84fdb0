import { describe, expect, it } from 'vitest';
import { undoExportTask } from '../../../src/tasks/undo-export.ts';
import { valueIn } from '../../outcomes.ts';
import { copiesInXero, onceEach } from '../export/faults.ts';
import { openLender } from '../export/lender.ts';
import { sentBatch, undoInTime } from './undo.ts';

describe('undoing a batch that is discarded', () => {
  it('changes nothing, and nothing of it can be sent afterwards', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    expect(valueIn(await undoInTime(lender, exportId))).toMatchObject({ state: 'discarded' });
    const again = valueIn(await undoInTime(lender, exportId));
    expect(again).toMatchObject({ state: 'discarded', rows: { journals: 0, bank: 0 } });
    expect(new Set(again.documents.map(({ action }) => action))).toEqual(new Set(['none']));
    expect(await lender.send(exportId)).toMatchObject({
      ok: false,
      problems: [{ code: 'batch.not_sendable' }],
    });
  });

  it('takes no single document of it, so that its rows go out once', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await undoInTime(lender, exportId);
    const asked = { date: undefined, holdsRows: false, acceptsEdits: false, reason: '' };
    const wanted = { ...asked, exportId, parts: [2], isPreview: false };
    expect(await undoExportTask(lender.app, wanted)).toMatchObject({
      ok: false,
      problems: [{ code: 'undo.only_whole' }],
    });
    const other = await sentBatch(lender);
    await lender.send(exportId);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, other));
  });
});
