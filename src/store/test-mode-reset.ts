import type { Transaction } from 'kysely';
import { invariant } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { takeLease, type WantedLease } from './batch-lease.ts';
import { dropBatch } from './batch-removal.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/**
 * Forgets every export of test mode, with its export ids, and frees all rows; gives the number of
 * batches. Whoever still works on one of them loses it at once.
 */
export async function forgetTestExports(
  store: Store,
  act: Act,
  lease: Pick<WantedLease, 'owner' | 'until'>,
): Promise<number> {
  invariant(act.mode === 'test', 'only the exports of test mode are ever forgotten');
  const batchIds = await hideBatches(store, act, lease.owner);
  for (const batchId of batchIds) {
    const held = await takeLease(store, act, { batchId, ...lease });
    if (held !== undefined) await dropBatch(store, act, held);
  }
  return batchIds.length;
}

/** What was undone, decided, and what is held, of batches that are forgotten. */
async function forgetUndos(tx: Transaction<Database>): Promise<void> {
  const batches = tx.selectFrom('batch').select('batch_id').where('mode', '=', 'test');
  const undos = tx.selectFrom('undo').select('undo_id').where('batch_id', 'in', batches);
  await tx.deleteFrom('undo_step').where('undo_id', 'in', undos).execute();
  for (const table of ['undo', 'freed_claim', 'held_row', 'decision'] as const) {
    await tx.deleteFrom(table).where('batch_id', 'in', batches).execute();
  }
}

/** Takes what was sent away and makes the batches look as if their planning had been cut short. */
async function hideBatches(store: Store, act: Act, owner: string): Promise<number[]> {
  return store.transact(act, async (tx, audit) => {
    const batches = tx.selectFrom('batch').select('batch_id').where('mode', '=', 'test');
    const documents = tx
      .selectFrom('document')
      .select('document_id')
      .where('batch_id', 'in', batches);
    const calls = tx.selectFrom('call').select('call_id').where('batch_id', 'in', batches);
    await tx.deleteFrom('receipt').where('document_id', 'in', documents).execute();
    await tx.deleteFrom('call_document').where('call_id', 'in', calls).execute();
    await tx.deleteFrom('call').where('batch_id', 'in', batches).execute();
    await forgetUndos(tx);
    const hidden = await tx
      .updateTable('batch')
      .set((eb) => ({
        state: 'planning',
        lease_owner: owner,
        lease_until: act.at,
        fencing: eb('fencing', '+', 1),
      }))
      .where('mode', '=', 'test')
      .returning('batch_id')
      .execute();
    await tx.deleteFrom('watch_result').where('mode', '=', 'test').execute();
    await audit('test_mode.reset', 'mode/test', { batches: hidden.length });
    return hidden.map((row) => row.batch_id);
  });
}
