import { setTimeout as delay } from 'node:timers/promises';
import { runCompleter } from '../../src/tasks/completer.ts';
import { findBatch, sendExportTask } from '../../src/tasks/send-export.ts';
import { valueIn } from '../outcomes.ts';
import { openDyingApp } from '../scenarios/export/dying-app.ts';

/**
 * Run as a process of its own, to be killed at any moment: sends an export that nobody has sent
 * before; else keeps exports going as `tieout work` does, until this one has come to its end. The
 * waits of the protocol cost no time, the minute between two rounds is a short one.
 */
const [dataFolder = '', exportId = ''] = process.argv.slice(2);
const app = await openDyingApp(dataFolder, new Date().toISOString(), fetch);
const stateNow = async () => valueIn(await findBatch(app, exportId)).batchState;

if ((await stateNow()) === 'planned') await sendExportTask(app, exportId);
else {
  const stop = { isAsked: false };
  const context = { ...app, time: { ...app.time, shouldStop: () => stop.isAsked } };
  await runCompleter(context, {
    isOnce: false,
    onNews: () => undefined,
    onProgress: () => undefined,
    wait: async () => {
      await delay(200);
      stop.isAsked = (await stateNow()) === 'complete';
    },
  });
}
await app.close();
