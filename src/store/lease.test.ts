import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadAudit } from '../../test/audit.ts';
import { type BatchRecords, batchRecords } from '../../test/batch-records.ts';
import { keepFees, planSample, removeBatches, TOTALS } from '../../test/sample-batch.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import type { Instant } from '../domain/dates.ts';
import { type HeldBatch, leaseOwner } from './batch-lease.ts';
import type { Store } from './store.ts';

const LATER = { ...ACT, at: '2026-05-31T11:00:00.000Z' as Instant };
const UNTIL = '2026-05-31T11:05:00.000Z' as Instant;

/** Every write on a held batch. */
const WRITES: [string, (records: BatchRecords, held: HeldBatch) => Promise<unknown>][] = [
  ['acceptBatch', (to, held) => to.acceptBatch(ACT, { held, totals: TOTALS })],
  ['setBatchState', (to, held) => to.setBatchState(ACT, { held, state: 'complete' })],
  ['renewLease', (to, held) => to.renewLease(ACT, { held, until: UNTIL })],
  ['releaseLease', (to, held) => to.releaseLease(ACT, held)],
  ['dropBatch', (to, held) => to.dropBatch(ACT, held)],
  ['discardBatch', (to, held) => to.discardBatch(ACT, held)],
  ['recordCalls', (to, held) => to.recordCalls(ACT, { held, calls: [NEW_CALL] })],
  ['recordAttempt', (to, held) => to.recordAttempt(ACT, { held, callId: 1 })],
  ['recordOutcomes', (to, held) => to.recordOutcomes(ACT, { held, outcome: OUTCOME })],
  ['recordDocumentStates', (to, held) => to.recordDocumentStates(ACT, { held, outcomes: [] })],
  ['recordReceipts', (to, held) => to.recordReceipts(ACT, { held, receipts: [], outcomes: [] })],
];

const OUTCOME = { callId: 1, state: 'answered', documents: [] } as const;
const NEW_CALL = {
  kind: 'manualJournal',
  generation: 1,
  idempotencyKey: 'key-1',
  bodyHash: 'hash',
  documentIds: [1],
} as const;

describe.each(ENGINES)('leases on %s', (engine) => {
  let store: Store;
  let records: BatchRecords;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    records = batchRecords(store);
    await keepFees(store, 1);
  });
  afterEach(() => removeBatches(store));
  afterAll(() => remove());

  it('goes to one worker until it runs out or is given back', async () => {
    const { held } = await planSample(store, 1);
    const wanted = { batchId: held.batchId, owner: 'worker-3', until: UNTIL };
    expect(await records.takeLease(ACT, wanted)).toBeUndefined();
    const taken = await records.takeLease(LATER, wanted);
    expect(taken).toEqual({ ...held, fencing: held.fencing + 1 });
    if (taken === undefined) return;
    await records.releaseLease(LATER, taken);
    const next = await records.takeLease(LATER, { ...wanted, owner: 'worker-4' });
    expect(next?.fencing).toBe(taken.fencing + 1);
  });

  it('is inherited from a worker that has died, under the name of the heir', async () => {
    const { held } = await planSample(store, 1);
    const dead = await leaseOwner(store.reader, held.batchId);
    const wanted = { batchId: held.batchId, owner: 'worker-3', until: UNTIL };
    expect(await records.takeLease(ACT, { ...wanted, dead })).toMatchObject({
      fencing: held.fencing + 1,
    });
    expect(await leaseOwner(store.reader, held.batchId)).toBe('worker-3');
    const late = { ...wanted, owner: 'worker-4' };
    expect(await records.takeLease(ACT, { ...late, dead })).toBeUndefined();
  });

  it('is renewed by its holder', async () => {
    const { held } = await planSample(store, 1);
    await records.renewLease(ACT, { held, until: '2026-05-31T12:00:00.000Z' as Instant });
    const wanted = { batchId: held.batchId, owner: 'worker-3', until: UNTIL };
    expect(await records.takeLease(LATER, wanted)).toBeUndefined();
  });

  it('is not taken in another mode', async () => {
    const { held } = await planSample(store, 1);
    await records.releaseLease(ACT, held);
    const wanted = { batchId: held.batchId, owner: 'worker-3', until: UNTIL };
    expect(await records.takeLease({ ...ACT, mode: 'production' }, wanted)).toBeUndefined();
  });

  it.each(WRITES)('%s of a stale holder is refused and changes nothing', async (_, write) => {
    const { held } = await planSample(store, 1);
    const wanted = { batchId: held.batchId, owner: 'worker-3', until: UNTIL };
    await records.takeLease(LATER, wanted);
    const before = await everything(store);
    await expect(write(records, held)).rejects.toMatchObject({
      problem: {
        code: 'store.lease_lost',
        retry: 'never',
        facts: { held: held.fencing, current: held.fencing + 1 },
      },
    });
    expect(await everything(store)).toEqual(before);
  });
});

async function everything(store: Store) {
  const reader = store.reader;
  return {
    batches: await reader.selectFrom('batch').selectAll().execute(),
    documents: await reader.selectFrom('document').selectAll().execute(),
    calls: await reader.selectFrom('call').selectAll().execute(),
    claims: await reader.selectFrom('claim').selectAll().execute(),
    audit: await loadAudit(reader),
  };
}
