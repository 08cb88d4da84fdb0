import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BatchRecords, batchRecords } from '../../test/batch-records.ts';
import { keepFees, planSample, removeBatches, UNTIL } from '../../test/sample-batch.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import type { Instant } from '../domain/dates.ts';
import { listOpenWork } from './open-work.ts';
import type { Store } from './store.ts';
import { keepWatch, listWatched } from './watch-results.ts';

describe.each(ENGINES)('what the completer reads on %s', (engine) => {
  let store: Store;
  let records: BatchRecords;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    records = batchRecords(store);
    await keepFees(store, 2);
  });
  afterEach(() => removeBatches(store));
  afterAll(() => remove());

  it('is every open batch with its holder and how its documents stand', async () => {
    const { held } = await planSample(store, 2);
    const { batchId, exportId } = held;
    const [planned] = await listOpenWork(store.reader, 'test');
    expect(planned).toMatchObject({
      ...{ batchId, exportId, batchState: 'planned', standing: 'planned 1 ' },
      ...{ holder: 'worker-2', heldUntil: UNTIL, wakeAt: undefined },
    });
    const wakeAt = '2026-05-31T12:00:00.000Z' as Instant;
    const parked = { held, state: 'parked', wakeAt, reason: 'the day' } as const;
    await records.setBatchState(ACT, parked);
    await records.releaseLease(ACT, held);
    expect(await listOpenWork(store.reader, 'test')).toMatchObject([
      { batchState: 'parked', wakeAt, parkReason: 'the day', holder: undefined },
    ]);
    expect(await listOpenWork(store.reader, 'production')).toEqual([]);
    await records.setBatchState(ACT, { held, state: 'complete' });
    expect(await listOpenWork(store.reader, 'test')).toEqual([]);
  });

  it('is each organisation with something of ours, and when it was watched last', async () => {
    const { held } = await planSample(store, 2);
    expect(await listWatched(store.reader, 'test')).toEqual([]);
    await records.setBatchState(ACT, { held, state: 'complete' });
    const [{ tenantId, entity } = { tenantId: '', entity: '' }, ...more] = await listWatched(
      store.reader,
      'test',
    );
    expect(more).toEqual([]);
    const found = { tenantId, entity, organisation: 'A', documents: 1, drift: [] };
    await keepWatch(store, ACT, { ...found, drift: [{ kind: 'edited' }] });
    const later = { ...ACT, at: '2026-06-01T10:00:00.000Z' as Instant };
    await keepWatch(store, later, found);
    expect(await listWatched(store.reader, 'test')).toEqual([
      { tenantId, entity, watchedAt: later.at },
    ]);
    const kept = await store.reader.selectFrom('watch_result').selectAll().execute();
    expect(kept).toMatchObject([{ mode: 'test', tenant_id: tenantId, drift: '[]' }]);
  });
});
