import type { Instant } from '../domain/dates.ts';
import type { Act } from './act.ts';
import { type HeldBatch, takeLease, writeHeld } from './batch-lease.ts';
import { freeClaims, removeDocuments, removeFrozen } from './chunk-removal.ts';
import type { Store } from './store.ts';

/** Removes a batch that never got beyond `planning`, with all that was written for it. */
export async function dropBatch(store: Store, act: Act, held: HeldBatch): Promise<void> {
  await freeClaims(store, act, held);
  await removeFrozen(store, act, held);
  await removeDocuments(store, act, held);
  await writeHeld(store, act, {
    held,
    states: ['planning'],
    work: async (tx, audit) => {
      await tx.deleteFrom('batch').where('batch_id', '=', held.batchId).execute();
      await audit('batch.dropped');
    },
  });
}

/**
 * Discards a batch of which nothing was sent. Its rows come free by chunks afterwards; should that
 * be cut short, `removeLeftovers` finishes it.
 */
export async function discardBatch(store: Store, act: Act, held: HeldBatch): Promise<void> {
  await writeHeld(store, act, {
    held,
    states: ['planned', 'approved'],
    work: async (tx, audit) => {
      const change = tx.updateTable('batch').set({ state: 'discarded' });
      await change.where('batch_id', '=', held.batchId).execute();
      await audit('batch.discarded');
    },
  });
  await finishDiscard(store, act, held);
}

/** Removes what a worker that died while planning or discarding left behind; gives their number. */
export async function removeLeftovers(
  store: Store,
  act: Act,
  lease: { owner: string; until: Instant; hasDied(owner: string): boolean },
): Promise<number> {
  const { hasDied, ...wanted } = lease;
  const left = await store.reader
    .selectFrom('batch')
    .select(['batch_id', 'state', 'lease_owner', 'lease_until'])
    .where('mode', '=', act.mode)
    .where('state', 'in', ['planning', 'discarded'])
    .where('lease_owner', 'is not', null)
    .execute();
  let removed = 0;
  for (const { batch_id: batchId, state, lease_owner, lease_until } of left) {
    const dead = lease_owner !== null && hasDied(lease_owner) ? lease_owner : undefined;
    if (dead === undefined && (lease_until ?? '') > act.at) continue;
    const held = await takeLease(store, act, { batchId, ...wanted, dead });
    if (held === undefined) continue;
    await (state === 'planning' ? dropBatch : finishDiscard)(store, act, held);
    removed += 1;
  }
  return removed;
}

/** A discarded batch keeps its lease until the last of its rows is free. */
async function finishDiscard(store: Store, act: Act, held: HeldBatch): Promise<void> {
  await freeClaims(store, act, held);
  await writeHeld(store, act, {
    held,
    states: ['discarded'],
    work: async (tx, audit) => {
      const change = tx.updateTable('batch').set({ lease_owner: null, lease_until: null });
      await change.where('batch_id', '=', held.batchId).execute();
      await audit('batch.rows_freed');
    },
  });
}
