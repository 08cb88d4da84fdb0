import { describe, expect, it } from 'vitest';
import { handOverTask } from '../../../src/tasks/hand-over.ts';
import { undoExportTask } from '../../../src/tasks/undo-export.ts';
import { valueIn } from '../../outcomes.ts';
import { faulty, withoutFaults } from '../export/faults.ts';
import { codesOf, type Lender, openLender } from '../export/lender.ts';
import { writesOf } from '../export/wire-tap.ts';
import { actionsOf, balances, classesAt, undoInTime } from '../undo/undo.ts';
import { handedOverBatch, importJournalFiles, newFolder, resume } from './handed-over.ts';

/** `export undo --preview` in the lender's own time. */
async function preview({ app }: Lender, exportId: string) {
  const asked = { parts: undefined, date: undefined, holdsRows: false, acceptsEdits: false };
  return undoExportTask(app, { exportId, ...asked, reason: '', isPreview: true });
}

const WITHDRAWN = ['1 withdraw withdrawn', '2 withdraw withdrawn', '3 withdraw withdrawn'];

describe('undoing a batch that was handed over', () => {
  it('frees its rows once two looks, a minute apart, found nothing of it in Xero', async () => {
    const lender = await openLender();
    const { exportId } = await handedOverBatch(lender);
    const shown = valueIn(await preview(lender, exportId));
    expect(shown.documents.map(({ action }) => action)).toEqual(Array(4).fill('withdraw'));
    expect(await lender.parts(exportId)).toMatchObject(Array(4).fill({ state: 'inDoubt' }));
    const undone = valueIn(await undoInTime(lender, exportId));
    expect(lender.waits.filter((one) => one === 60_000)).toHaveLength(2);
    expect(actionsOf(undone)).toEqual([...WITHDRAWN, '4 withdraw withdrawn']);
    expect(undone).toMatchObject({ state: 'undone', rows: { journals: 4, bank: 1 } });
    expect(codesOf(undone.warnings)).toContain('warning.file_is_void');
    expect(codesOf(shown.warnings)).toContain('warning.file_is_void');
    const next = await lender.planned();
    expect(valueIn(await lender.send(next))).toMatchObject({ state: 'complete' });
    expect(await classesAt(lender)).toEqual([]);
  });

  it('frees nothing where Xero cannot be looked into', async () => {
    const lender = await openLender();
    const { exportId } = await handedOverBatch(lender);
    const lost = { method: 'GET', kind: 'status', httpStatus: 503, times: 1000 } as const;
    await faulty(lender, { ...lost, path: '/ManualJournals' });
    expect(await undoInTime(lender, exportId)).toMatchObject({ ok: false });
    await withoutFaults(lender);
    expect(await resume(lender, exportId)).toMatchObject({ documents: { inDoubt: 4 } });
  });

  it('is refused while something of it is in Xero that nobody has read back', async () => {
    const lender = await openLender();
    const { exportId, folder } = await handedOverBatch(lender);
    await importJournalFiles(lender, folder);
    expect(await undoInTime(lender, exportId)).toMatchObject({
      problems: [{ code: 'undo.in_doubt', facts: { documents: 3 } }],
    });
    await resume(lender, exportId);
    const undone = valueIn(await undoInTime(lender, exportId));
    const deleted = ['1 delete deleted', '2 delete deleted', '3 delete deleted'];
    expect(actionsOf(undone)).toEqual([...deleted, '4 withdraw withdrawn']);
    expect(undone.state).toBe('undone');
    expect(await lender.xero.liveDocuments()).toEqual([]);
  });

  it('voids journals that were posted meanwhile, and leaves Xero as it was', async () => {
    const lender = await openLender();
    const { exportId, folder } = await handedOverBatch(lender);
    await importJournalFiles(lender, folder, { status: 'POSTED' });
    await resume(lender, exportId);
    expect(valueIn(await undoInTime(lender, exportId))).toMatchObject({ state: 'undone' });
    expect(await balances(lender)).toEqual([]);
  });

  it('of some documents leaves the others waiting for their file', async () => {
    const lender = await openLender();
    const { exportId } = await handedOverBatch(lender);
    const asked = { date: undefined, holdsRows: false, acceptsEdits: false, reason: '' };
    const wanted = { exportId, ...asked, parts: [1], isPreview: false };
    const undone = valueIn(await undoExportTask(lender.app, wanted));
    expect(actionsOf(undone)).toEqual([WITHDRAWN[0]]);
    expect(undone.state).toBe('handedOver');
    expect(await resume(lender, exportId)).toMatchObject({
      state: 'handedOver',
      documents: { inDoubt: 3 },
    });
    expect(await lender.send(exportId)).toMatchObject({
      problems: [{ code: 'batch.handed_over' }],
    });
    expect(writesOf(lender.tap)).toEqual([]);
  });

  it('is final: an undone batch gives no file any more, and what its file brings is named', async () => {
    const lender = await openLender();
    const { exportId, folder } = await handedOverBatch(lender);
    valueIn(await undoInTime(lender, exportId));
    expect(await handOverTask(lender.app, { exportId, folder: newFolder() })).toMatchObject({
      problems: [{ code: 'batch.not_sendable' }],
    });
    valueIn(await lender.send(await lender.planned()));
    await importJournalFiles(lender, folder, { status: 'POSTED' });
    const twice = await classesAt(lender);
    expect(twice).toEqual([
      '1100 editedInXero 82.50',
      '2190 editedInXero 100.00',
      '4100 editedInXero -150.00',
      '4200 editedInXero -10.00',
      '820 editedInXero -22.50',
    ]);
  });
});
