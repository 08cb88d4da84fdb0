import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepFees, planSample } from '../../test/sample-batch.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import { loadAudit } from './audit-reader.ts';
import { loadCallsOf, loadReceiptOf, loadUndosOf } from './document-history.ts';
import { loadPlaces, loadRow } from './row-reader.ts';
import type { Store } from './store.ts';
import { countHeldRows } from './undo-reader.ts';

describe.each(ENGINES)('a row and its document on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await keepFees(store, 3);
  });
  afterAll(() => remove());

  it('lead from a transaction to every side of it in every batch', async () => {
    const { held, documentId } = await planSample(store, 3);
    const { mode } = ACT;
    expect(await loadRow(store.reader, 2)).toMatchObject({
      ...{ rowId: 2, isEntry: false, source: 'loans', id: 'T-2', date: '2026-05-10' },
      ...{ loanAccount: 'L-1', element: 'FEE', amount: 11_500n, gst: 1500n },
      replacedBy: undefined,
    });
    expect(await loadRow(store.reader, 9)).toBeUndefined();
    const places = await loadPlaces(store.reader, { mode, rowId: 2 });
    expect(
      places.map(({ part, line, glAccount, amount }) => [part, line, glAccount, amount]),
    ).toEqual([
      [1, 1, '1100', 11_500n],
      [1, 2, '4100', -11_500n],
    ]);
    expect(places[0]).toMatchObject({
      ...{ exportId: '20260531.001', stream: 'journals', turn: 1, isFreed: false },
      ...{ kind: 'manualJournal', date: '2026-05-10', documentState: 'planned', xeroId: undefined },
    });
    const other = mode === 'test' ? 'production' : 'test';
    expect(await loadPlaces(store.reader, { mode: other, rowId: 2 })).toEqual([]);
    expect(await loadCallsOf(store.reader, documentId)).toEqual([]);
    expect(await loadUndosOf(store.reader, documentId)).toEqual([]);
    expect(await loadReceiptOf(store.reader, documentId)).toBeUndefined();
    expect(await countHeldRows(store.reader, held.batchId)).toBe(0);
    const wanted = { mode, subject: 'batch/20260531.001', leaves: ['lease.taken'], limit: 2 };
    const told = await loadAudit(store.reader, wanted);
    expect(told[0]).toMatchObject({ action: 'batch.planned', actor: ACT.actor });
    expect(told).toHaveLength(2);
  });
});
