import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { batchRecords } from '../../test/batch-records.ts';
import {
  claimRows,
  keepFees,
  newBatch,
  planSample,
  removeBatches,
  TOTALS,
  UNTIL,
  writeSample,
} from '../../test/sample-batch.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import type { Instant } from '../domain/dates.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { listBatches, loadBatch, loadBatchSettings } from './batch-reader.ts';
import { nextExportId } from './batch-writer.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

const ROWS = 3;
const LATER = { ...ACT, at: '2026-05-31T11:00:00.000Z' as Instant };
const LEASE = {
  owner: 'worker-3',
  until: '2026-05-31T11:05:00.000Z' as Instant,
  hasDied: () => false,
};

describe.each(ENGINES)('batches on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await keepFees(store, ROWS);
  });
  afterEach(() => removeBatches(store));
  afterAll(() => remove());

  const count = async (table: keyof Database) => {
    const query = store.reader.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('n'));
    return (await query.executeTakeFirstOrThrow()).n;
  };

  it('is seen by nobody until it is accepted whole', async () => {
    const { records, held } = await writeSample(store, ROWS);
    const key = { mode: ACT.mode, exportId: held.exportId };
    expect(await listBatches(store.reader, 'test')).toEqual([]);
    expect(await loadBatch(store.reader, key)).toBeUndefined();
    await records.acceptBatch(ACT, { held, totals: TOTALS });
    expect(await listBatches(store.reader, 'test')).toEqual([
      {
        batchId: held.batchId,
        exportId: '20260531.001',
        mode: 'test',
        entity: 'M',
        tenantId: 'tenant-1',
        organisationName: 'Lender Limited',
        batchState: 'planned',
        streams: ['journals'],
        upTo: '2026-05-31',
        horizon: 1000,
        totals: TOTALS,
        createdAt: ACT.at,
        createdBy: ACT.actor,
        wakeAt: undefined,
        parkReason: undefined,
        documents: { planned: 1 },
      },
    ]);
    expect(await loadBatch(store.reader, { ...key, mode: 'production' })).toBeUndefined();
    expect(await loadBatchSettings(store.reader, held.batchId)).toEqual(DEFAULT_SETTINGS);
  });

  it('counts export ids on per prefix and mode, past discarded batches', async () => {
    const records = batchRecords(store);
    const { held } = await planSample(store, ROWS);
    await records.discardBatch(ACT, held);
    const { pattern } = await newBatch(store);
    expect(await nextExportId(store.reader, 'test', pattern)).toBe('20260531.002');
    expect(await nextExportId(store.reader, 'production', pattern)).toBe('20260531.001');
    const second = await records.beginBatch(ACT, await newBatch(store));
    expect(second.exportId).toBe('20260531.002');
    const monthly = await records.beginBatch(ACT, await newBatch(store, '[YYYYMM]-[Seq]'));
    expect(monthly.exportId).toBe('202605-001');
  });

  it('refuses a given export id that was used, in its mode only', async () => {
    const records = batchRecords(store);
    const given = await newBatch(store, 'MAY');
    await records.beginBatch(ACT, given);
    await expect(records.beginBatch(ACT, given)).rejects.toMatchObject({
      problem: { code: 'export_id.taken', facts: { exportId: 'MAY', mode: 'test' } },
    });
    const other = await records.beginBatch({ ...ACT, mode: 'production' }, given);
    expect(other.exportId).toBe('MAY');
  });

  it('law 2: no row has its part in two live batches', async () => {
    await planSample(store, ROWS);
    const second = await batchRecords(store).beginBatch(ACT, await newBatch(store));
    await expect(claimRows(store, second.batchId, 1)).rejects.toThrow(/unique/i);
    const owners = await store.reader.selectFrom('claim').select('batch_id').distinct().execute();
    expect(owners).toHaveLength(1);
  });

  it('drops a batch in planning with all that was written for it', async () => {
    const { records, held } = await writeSample(store, ROWS);
    await records.dropBatch(ACT, held);
    for (const table of [
      'batch',
      'claim',
      'bundle',
      'bundle_side',
      'document',
      'document_line',
    ] as const) {
      expect([table, await count(table)]).toEqual([table, 0]);
    }
  });

  it('frees the rows of a discarded batch, and keeps the batch', async () => {
    const { records, held } = await planSample(store, ROWS);
    await records.discardBatch(ACT, held);
    expect(await count('claim')).toBe(0);
    const [batch] = await listBatches(store.reader, 'test');
    expect(batch).toMatchObject({ batchState: 'discarded', documents: { planned: 1 } });
    const again = await planSample(store, ROWS);
    expect(again.held.exportId).toBe('20260531.002');
  });

  it('removes what a dead planner left, and leaves a living one alone', async () => {
    const { records } = await writeSample(store, ROWS);
    expect(await records.removeLeftovers(ACT, LEASE)).toBe(0);
    expect(await count('claim')).toBe(ROWS);
    expect(await records.removeLeftovers(LATER, LEASE)).toBe(1);
    expect([await count('batch'), await count('claim')]).toEqual([0, 0]);
  });

  it('does not wait for the lease of a planner that is known to have died', async () => {
    const { records } = await writeSample(store, ROWS);
    expect(await records.removeLeftovers(ACT, { ...LEASE, hasDied: () => true })).toBe(1);
    expect([await count('batch'), await count('claim')]).toEqual([0, 0]);
  });

  it('finishes a discard that was cut short', async () => {
    const { records, held } = await planSample(store, ROWS);
    await store.transact(ACT, async (tx, audit) => {
      const change = tx.updateTable('batch').set({ state: 'discarded' });
      await change.where('batch_id', '=', held.batchId).execute();
      await audit('test.cut_short', 'batch');
    });
    expect(await records.removeLeftovers(LATER, LEASE)).toBe(1);
    expect([await count('batch'), await count('claim')]).toEqual([1, 0]);
    expect(await records.removeLeftovers(LATER, LEASE)).toBe(0);
  });

  it('does not discard or drop what may have been sent', async () => {
    const { records, held } = await planSample(store, ROWS);
    await records.setBatchState(ACT, { held, state: 'sending' });
    await expect(records.discardBatch(ACT, held)).rejects.toThrow(/is sending/);
    await expect(records.dropBatch(ACT, held)).rejects.toThrow(/is sending/);
    expect(await count('claim')).toBe(ROWS);
  });

  it('says of a parked batch why and until when', async () => {
    const { records, held } = await planSample(store, ROWS);
    const parked = { held, state: 'parked', wakeAt: UNTIL, reason: 'daily limit' } as const;
    await records.setBatchState(ACT, parked);
    const [batch] = await listBatches(store.reader, 'test');
    expect(batch).toMatchObject({ batchState: 'parked', wakeAt: UNTIL, parkReason: 'daily limit' });
    await records.setBatchState(ACT, { held, state: 'sending' });
    const [awake] = await listBatches(store.reader, 'test');
    expect(awake).toMatchObject({ wakeAt: undefined, parkReason: undefined });
  });
});
