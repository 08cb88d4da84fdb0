import { describe, expect, it } from 'vitest';
import { sendBatch } from '../../../src/export/send.ts';
import type { Store } from '../../../src/store/store.ts';
import { connectBatch } from '../../../src/tasks/connect-batch.ts';
import { entityInForce } from '../../../src/tasks/entity-settings.ts';
import { engineOn } from '../../../src/tasks/export-engine.ts';
import { handOverTask } from '../../../src/tasks/hand-over.ts';
import { findBatch } from '../../../src/tasks/send-export.ts';
import { valueIn } from '../../outcomes.ts';
import { faulty } from '../export/faults.ts';
import { openLender } from '../export/lender.ts';
import { writesOf } from '../export/wire-tap.ts';
import { filesIn, handedOverBatch, newFolder } from './handed-over.ts';

describe('two programs at once', () => {
  it('a sender that knew the batch before it was handed over sends nothing', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const { app } = lender;
    const known = valueIn(await findBatch(app, exportId));
    const entity = valueIn(await entityInForce(app, 'M'));
    const { client, against } = valueIn(await connectBatch(app, known, entity));
    valueIn(await handOverTask(app, { exportId, folder: newFolder() }));
    expect(await sendBatch(engineOn(app, client), known, against)).toMatchObject({
      problems: [{ code: 'batch.handed_over' }],
    });
    expect(writesOf(lender.tap)).toEqual([]);
  });

  it('handing over leaves no file where somebody sent the batch in between', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    let isFirst = true;
    const transact: Store['transact'] = async (act, work) => {
      const goesFirst = isFirst;
      isFirst = false;
      if (goesFirst) valueIn(await lender.send(exportId));
      return lender.app.store.transact(act, work);
    };
    const context = { ...lender.app, store: { ...lender.app.store, transact } };
    const folder = newFolder();
    expect(await handOverTask(context, { exportId, folder })).toMatchObject({
      problems: [{ code: 'hand_over.has_left', facts: { documents: 4 } }],
    });
    expect(filesIn(folder)).toEqual({});
    expect(await lender.parts(exportId)).toMatchObject(Array(4).fill({ state: 'confirmed' }));
  });

  it('sending is refused also where Xero cannot be asked', async () => {
    const lender = await openLender();
    const { exportId } = await handedOverBatch(lender);
    await faulty(lender, { path: '/', kind: 'status', httpStatus: 503, times: 1000 });
    expect(await lender.send(exportId)).toMatchObject({
      problems: [{ code: 'batch.handed_over' }],
    });
  });
});
