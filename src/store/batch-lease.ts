import type { Kysely, Transaction } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import { type Facts, invariant, problem } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import type { Act } from './act.ts';
import { Refusal } from './refusal.ts';
import { transactRepeatably } from './repeatable.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/** A batch in the hands of one worker; whoever takes it next makes `fencing` stale. */
export interface HeldBatch {
  readonly batchId: number;
  readonly exportId: string;
  readonly fencing: number;
}

/** Whose the batch is to be and until when; `dead` is a holder that surely runs no more. */
export interface WantedLease {
  readonly batchId: number;
  readonly owner: string;
  readonly until: Instant;
  readonly dead?: string | undefined;
}

/** Takes a batch that nobody holds, or whose lease ran out; undefined while another holds it. */
export async function takeLease(
  store: Store,
  act: Act,
  wanted: WantedLease,
): Promise<HeldBatch | undefined> {
  return transactRepeatably(store, act, async (tx, audit) => {
    const row = await tx
      .updateTable('batch')
      .set((eb) => ({
        lease_owner: wanted.owner,
        lease_until: wanted.until,
        fencing: eb('fencing', '+', 1),
      }))
      .where('batch_id', '=', wanted.batchId)
      .where('mode', '=', act.mode)
      .where((eb) =>
        eb.or([
          eb('lease_until', 'is', null),
          eb('lease_until', '<=', act.at),
          eb('lease_owner', 'in', [wanted.owner, wanted.dead ?? wanted.owner]),
        ]),
      )
      .returning(['batch_id', 'export_id', 'fencing'])
      .executeTakeFirst();
    const { owner, until, batchId } = wanted;
    if (row === undefined) {
      await audit('lease.not_taken', `batch/${batchId}`, { owner });
      return undefined;
    }
    await audit('lease.taken', `batch/${row.export_id}`, { owner, until, fencing: row.fencing });
    return { batchId, exportId: row.export_id, fencing: row.fencing };
  });
}

/** Who holds a batch, if anybody does. */
export async function leaseOwner(
  reader: Kysely<Database>,
  batchId: number,
): Promise<string | undefined> {
  const row = await reader
    .selectFrom('batch')
    .select('lease_owner')
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return row?.lease_owner ?? undefined;
}

export async function renewLease(
  store: Store,
  act: Act,
  { held, until }: { held: HeldBatch; until: Instant },
): Promise<void> {
  await writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      await setLease(tx, held, { lease_until: until });
      await audit('lease.renewed', { until });
    },
  });
}

export async function releaseLease(store: Store, act: Act, held: HeldBatch): Promise<void> {
  await writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      await setLease(tx, held, { lease_owner: null, lease_until: null });
      await audit('lease.released', { fencing: held.fencing });
    },
  });
}

/** Work on a held batch; `states` are those in which it may happen, all where none are named. */
export interface HeldWork<T> {
  readonly held: HeldBatch;
  readonly states?: readonly BatchState[];
  work(
    tx: Transaction<Database>,
    audit: (action: string, details?: Facts) => Promise<void>,
  ): Promise<T>;
}

/**
 * One transaction on a held batch. Throws a `Refusal` (`store.lease_lost`) and changes nothing when
 * another worker has taken the batch since.
 */
export async function writeHeld<T>(store: Store, act: Act, step: HeldWork<T>): Promise<T> {
  const { held, states, work } = step;
  return transactRepeatably(store, act, async (tx, audit) => {
    const found = await tx
      .selectFrom('batch')
      .select(['fencing', 'state', 'mode'])
      .where('batch_id', '=', held.batchId)
      .$if(store.engine === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    const { exportId, fencing } = held;
    if (found?.fencing !== fencing) {
      const current = found?.fencing ?? 'removed';
      throw new Refusal(problem('store.lease_lost', { exportId, held: fencing, current }));
    }
    invariant(found.mode === act.mode, `batch ${exportId} is of mode ${found.mode}`);
    invariant(states?.includes(found.state) ?? true, `batch ${exportId} is ${found.state}`);
    return work(tx, (action, details) => audit(action, `batch/${exportId}`, details));
  });
}

async function setLease(
  tx: Transaction<Database>,
  held: HeldBatch,
  lease: { lease_owner?: string | null; lease_until: string | null },
): Promise<void> {
  await tx.updateTable('batch').set(lease).where('batch_id', '=', held.batchId).execute();
}
