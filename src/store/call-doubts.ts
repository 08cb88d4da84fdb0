import type { Instant } from '../domain/dates.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import type { Store } from './store.ts';

/**
 * Notes that every call without an answer may have left since a moment, from another copy of these
 * books; its documents are in doubt.
 */
export async function doubtCalls(
  store: Store,
  act: Act,
  { held, since }: { held: HeldBatch; since: Instant },
): Promise<void> {
  await writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      const calls = await tx
        .updateTable('call')
        .set((eb) => ({
          state: 'unknown',
          first_sent_at: eb.fn.coalesce('first_sent_at', eb.val(since)),
          last_active_at: act.xeroAt ?? act.at,
        }))
        .where('batch_id', '=', held.batchId)
        .where('state', 'in', ['planned', 'sending', 'unknown'])
        .returning('call_id')
        .execute();
      await tx
        .updateTable('document')
        .set({ state: 'inDoubt' })
        .where('batch_id', '=', held.batchId)
        .where('state', '=', 'sending')
        .execute();
      await audit('calls.doubted', { since, calls: calls.length });
    },
  });
}
