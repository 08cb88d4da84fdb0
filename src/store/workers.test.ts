import { afterAll, beforeAll, expect, it } from 'vitest';
import { batchRecords } from '../../test/batch-records.ts';
import { postgresPrograms, type RunningPostgres, startPostgres } from '../../test/postgres.ts';
import { claimRows, keepFees, newBatch, planSample } from '../../test/sample-batch.ts';
import { ACT } from '../../test/stores.ts';
import type { Instant } from '../domain/dates.ts';
import { loadDocuments } from './document-reader.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openStore } from './open.ts';
import { loadPostings } from './posting-reader.ts';
import type { Store } from './store.ts';

const SKIP = postgresPrograms() === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';
const LATER = { ...ACT, at: '2026-05-31T11:00:00.000Z' as Instant };
const LATE = '2026-05-31T11:05:00.000Z' as Instant;

let server: RunningPostgres | undefined;
let stores: Store[] = [];

beforeAll(async () => {
  server = await startPostgres();
  if (server === undefined) return;
  const databaseUrl = server.url;
  stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ databaseUrl })));
  await keepFees(first(), 3);
});

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await server?.stop();
});

it.skipIf(SKIP !== '')(`four workers open one empty PostgreSQL at once${SKIP}`, async () => {
  const version = first().reader.selectFrom('schema_version').selectAll();
  expect(await version.execute()).toEqual([{ version: MIGRATIONS.length }]);
});

it.skipIf(SKIP !== '')(`four workers never take the same export id${SKIP}`, async () => {
  const batch = await newBatch(first());
  const begun = await Promise.all(
    stores.flatMap((store) => [1, 2, 3].map(() => batchRecords(store).beginBatch(ACT, batch))),
  );
  const ids = begun.map(({ exportId }) => exportId).sort();
  expect(ids).toEqual(ids.map((_, index) => `20260531.${String(index + 1).padStart(3, '0')}`));
});

it.skipIf(SKIP !== '')(`of four workers one gets the lease, and one the rows${SKIP}`, async () => {
  const { held, documentId } = await planSample(first(), 3);
  const taken = await Promise.all(
    stores.map((store, index) => {
      const wanted = { batchId: held.batchId, owner: `worker-${index + 10}`, until: LATE };
      return batchRecords(store).takeLease(LATER, wanted);
    }),
  );
  expect(taken.filter((one) => one !== undefined)).toHaveLength(1);
  const claims = await Promise.allSettled(
    stores.map((store, index) => claimRows(store, held.batchId + index + 1, 3)),
  );
  expect(claims.map(({ status }) => status)).toEqual(stores.map(() => 'rejected'));
  expect(await loadPostings(first().reader, { documentId, lineNo: 2 })).toHaveLength(3);
  const [document] = await loadDocuments(first().reader, { batchId: held.batchId });
  expect(document?.total).toBe(34_500n);
});

function first(): Store {
  const [store] = stores;
  if (store === undefined) throw new Error('The store is open.');
  return store;
}
