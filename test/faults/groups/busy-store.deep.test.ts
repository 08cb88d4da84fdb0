import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openStore, STORE_FILE } from '../../../src/store/open.ts';
import { ACT, newFolder, removeFolder } from '../../stores.ts';

it('F5: a store that another program keeps to itself: waits ten seconds, then says so', async () => {
  const folder = newFolder();
  onTestFinished(() => removeFolder(folder));
  const store = await openStore({ folder });
  const other = new DatabaseSync(join(folder, STORE_FILE));
  other.exec('begin immediate');
  const startedAt = performance.now();
  const writing = store.transact(ACT, async (_, audit) => audit('test.written', 'nothing'));
  await expect(writing).rejects.toMatchObject({ problem: { code: 'store.busy' } });
  expect(performance.now() - startedAt).toBeGreaterThan(9_000);
  expect(performance.now() - startedAt).toBeLessThan(30_000);
  other.exec('rollback');
  other.close();
  await store.transact(ACT, async (_, audit) => audit('test.written', 'nothing'));
  await store.close();
});
