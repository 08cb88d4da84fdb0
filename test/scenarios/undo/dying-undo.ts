import type { Store } from '../../../src/store/store.ts';
import { undoExportTask } from '../../../src/tasks/undo-export.ts';
import { openDyingApp } from '../export/dying-app.ts';

/**
 * Run as a process of its own: undoes a batch, and ends itself with SIGKILL at its n-th effect, so
 * that nothing of it can tidy up. An effect is a request before it leaves, its answer before it is
 * read, and a transaction after it is committed.
 */
const [dataFolder = '', exportId = '', startedAt = '', last = ''] = process.argv.slice(2);
let effects = 0;

const count = () => {
  effects += 1;
  if (effects === Number(last)) process.kill(process.pid, 'SIGKILL');
};

const app = await openDyingApp(dataFolder, startedAt, async (input, init) => {
  count();
  const response = await fetch(input, init);
  count();
  return response;
});
const transact: Store['transact'] = async (act, work) => {
  const result = await app.store.transact(act, work);
  count();
  return result;
};
await undoExportTask(
  { ...app, store: { ...app.store, transact } },
  {
    ...{ exportId, parts: undefined, date: undefined, holdsRows: false, acceptsEdits: false },
    ...{ reason: '', isPreview: false },
  },
);
await app.close();
