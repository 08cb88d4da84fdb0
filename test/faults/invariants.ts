import { expect } from 'vitest';
import { listBatches } from '../../src/store/batch-reader.ts';
import { loadReceipts } from '../../src/store/receipt-reader.ts';
import { valueIn } from '../outcomes.ts';
import { copiesInXero, onceEach } from '../scenarios/export/faults.ts';
import type { Lender } from '../scenarios/export/lender.ts';
import { balances, classesAt } from '../scenarios/undo/undo.ts';
import { ROW_COUNT } from './rows.ts';

/** The lender's rows by hand: 115.00 and 57.50 with GST, 10.00 of interest, 100.00 paid. */
const BALANCES = ['090 10000', '1100 8250', '4100 -15000', '4200 -1000', '820 -2250'];

/** Both streams of T3, and the journals of the others. */
const CLAIMS = ['T1 1', 'T2 1', 'T3 1', 'T3 2', 'T4 1'];

/**
 * Whatever happened: each document stands in Xero once and nothing else does, every row is in this
 * batch and in no other, and what was sent is what was read back.
 */
export async function expectExportedOnce(lender: Lender): Promise<void> {
  const { reader } = lender.app.store;
  const batches = await listBatches(reader, 'test');
  expect(batches).toMatchObject([{ batchState: 'complete' }]);
  const { exportId = '', batchId = 0 } = batches[0] ?? {};
  const parts = await lender.parts(exportId);
  expect(parts.map(({ state }) => state)).toEqual(Array(4).fill('confirmed'));
  expect(new Set(parts.map(({ xeroId }) => xeroId)).size).toBe(4);
  expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  const receipts = await loadReceipts(reader, batchId);
  expect(receipts.map(({ differences }) => differences)).toEqual(Array(4).fill([]));
  expect(await claimsOf(lender)).toEqual(CLAIMS);
  expect(await balances(lender)).toEqual(BALANCES);
  expect(await classesAt(lender)).toEqual([]);
  expect(valueIn(await lender.plan())).toMatchObject({ exportId: null, transactions: 0 });
}

/** Which streams of each row are in a batch. */
async function claimsOf({ app }: Lender): Promise<string[]> {
  const rows = await app.store.reader
    .selectFrom('claim')
    .innerJoin('loan_transaction', 'loan_transaction.row_id', 'claim.row_id')
    .select(['transaction_id', 'stream'])
    .execute();
  return rows.map((row) => `${row.transaction_id} ${row.stream}`).sort();
}

/** The journals before the lock are reversed, the others gone, and all rows go out once more. */
export async function expectUndoneOnce(lender: Lender, exportId: string): Promise<void> {
  const states = (await lender.parts(exportId)).map(({ state }) => state);
  expect(states).toEqual(['reversed', 'voided', 'voided', 'deleted', 'confirmed']);
  const live = (await lender.xero.liveDocuments()).map(({ text }) => /\/(\d+) /.exec(text)?.[1]);
  expect(live.sort()).toEqual(['1', '5']);
  expect(await balances(lender)).toEqual([]);
  expect(await claimsOf(lender)).toEqual([]);
  await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-04-30' });
  const again = await lender.planned();
  expect(valueIn(await lender.send(again))).toMatchObject({ state: 'complete', problems: [] });
  expect(await claimsOf(lender)).toEqual(CLAIMS);
  expect(await balances(lender)).toEqual(BALANCES);
  expect(await classesAt(lender)).toEqual([]);
}

/** The file is kept once and whole, and nothing of another try is left. */
export async function expectImportedOnce({ app }: Lender): Promise<void> {
  const { reader } = app.store;
  const imports = await reader.selectFrom('import').selectAll().execute();
  expect(imports).toMatchObject([
    { kind: 'accounts', state: 'accepted', accepted: 2 },
    { kind: 'transactions', state: 'accepted', accepted: ROW_COUNT },
  ]);
  const { rows, sum, different } = await reader
    .selectFrom('loan_transaction')
    .select((eb) => [
      eb.fn.countAll<number>().as('rows'),
      eb.fn.sum<number>('amount_cents').as('sum'),
      eb.fn.count<number>('transaction_id').distinct().as('different'),
    ])
    .executeTakeFirstOrThrow();
  const kept = [rows, different, sum].map(Number);
  expect(kept).toEqual([ROW_COUNT, ROW_COUNT, 115 * ROW_COUNT]);
}
