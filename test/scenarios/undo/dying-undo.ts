import { openApp } from '../../../src/app.ts';
import type { Instant } from '../../../src/domain/dates.ts';
import type { Store } from '../../../src/store/store.ts';
import { undoExportTask } from '../../../src/tasks/undo-export.ts';

/**
 * Run as a process of its own: undoes a batch, and ends itself with SIGKILL at its n-th effect, so
 * that nothing of it can tidy up. An effect is a request before it leaves, its answer before it is
 * read, and a transaction after it is committed.
 */
const [dataFolder = '', exportId = '', startedAt = '', last = ''] = process.argv.slice(2);
let offsetMs = Date.parse(startedAt) - Date.now();
let effects = 0;

const count = () => {
  effects += 1;
  if (effects === Number(last)) process.kill(process.pid, 'SIGKILL');
};

const app = await openApp({
  dataFolder,
  mode: 'test',
  actor: 'os:dying',
  env: {},
  clock: { now: () => new Date(Date.now() + offsetMs).toISOString() as Instant },
  time: {
    monotonicMs: () => performance.now() + offsetMs,
    wait: async (milliseconds) => {
      offsetMs += milliseconds;
    },
  },
  fetch: async (input, init) => {
    count();
    const response = await fetch(input, init);
    count();
    return response;
  },
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
