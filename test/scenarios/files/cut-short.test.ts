import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { handOverTask } from '../../../src/tasks/hand-over.ts';
import { findBatch } from '../../../src/tasks/send-export.ts';
import { resumeExportTask, undoExportTask } from '../../../src/tasks/undo-export.ts';
import { valueIn } from '../../outcomes.ts';
import { type Lender, openCopy, openLender } from '../export/lender.ts';
import { writesOf } from '../export/wire-tap.ts';
import { classesAt } from '../undo/undo.ts';
import { filesIn, handedOverBatch, importJournalFiles, newFolder } from './handed-over.ts';

/** A lender's program whose n-th transaction is its last; `isCut` once that one has come. */
function cutAfter({ app }: Lender, last: number) {
  const cut = { isCut: false, context: app };
  let transactions = 0;
  const transact: Store['transact'] = async (act, work) => {
    if (cut.isCut) throw new Error('the program has ended');
    const result = await app.store.transact(act, work);
    transactions += 1;
    cut.isCut = transactions === last;
    if (cut.isCut) throw new Error('the program ends here');
    return result;
  };
  cut.context = { ...app, store: { ...app.store, transact } };
  return cut;
}

/** A lease outlives the program that held it. */
const AFTER_ANY_LEASE_MS = 20 * 60_000;

/** Whatever the moment at which a program ends; gives at how many it was tried. */
async function atEveryMoment(
  begun: Lender,
  attempt: (lender: Lender, last: number) => Promise<boolean>,
): Promise<number> {
  for (let last = 1; ; last += 1) {
    const lender = await openCopy(begun);
    if (!(await attempt(lender, last))) return last - 1;
  }
}

describe('a program that ends in the middle', () => {
  it('of handing over leaves no file of a batch that may still be sent', async () => {
    const begun = await openLender();
    const exportId = await begun.planned();
    const tried = await atEveryMoment(begun, async (lender, last) => {
      const folder = newFolder();
      const cut = cutAfter(lender, last);
      const file = join(folder, `${exportId}-1-of-1.csv`);
      await handOverTask(cut.context, { exportId, folder }).catch(() => undefined);
      const sent = existsSync(file) ? await lender.send(exportId) : undefined;
      expect(sent).toEqual(sent && { ok: false, problems: [expect.anything()] });
      await lender.pass(AFTER_ANY_LEASE_MS);
      valueIn(await handOverTask(lender.app, { exportId, folder }));
      expect(Object.keys(filesIn(folder))).toHaveLength(2);
      expect(await lender.send(exportId)).toMatchObject({
        problems: [{ code: 'batch.handed_over' }],
      });
      expect(writesOf(lender.tap)).toEqual([]);
      return cut.isCut;
    });
    expect(tried).toBe(3);
  });

  it('of an undo goes on from there, and frees each row once', async () => {
    const begun = await openLender();
    const { exportId, folder } = await handedOverBatch(begun);
    await importJournalFiles(begun, folder, { status: 'POSTED' });
    valueIn(await resumeExportTask(begun.app, exportId));
    const asked = { parts: undefined, date: undefined, holdsRows: false, acceptsEdits: false };
    const wanted = { exportId, ...asked, reason: '', isPreview: false };
    const tried = await atEveryMoment(begun, async (lender, last) => {
      const cut = cutAfter(lender, last);
      await undoExportTask(cut.context, wanted).catch(() => undefined);
      await lender.pass(AFTER_ANY_LEASE_MS);
      const { batchState } = valueIn(await findBatch(lender.app, exportId));
      const goOn = () => resumeExportTask(lender.app, exportId);
      const ended =
        batchState === 'undoing' ? await goOn() : await undoExportTask(lender.app, wanted);
      expect(ended).toMatchObject({ value: { state: 'undone', problems: [] } });
      expect(await lender.xero.liveDocuments()).toEqual([]);
      valueIn(await lender.send(await lender.planned()));
      expect(await classesAt(lender)).toEqual([]);
      return cut.isCut;
    });
    expect(tried).toBeGreaterThan(4);
  });
});
