import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportEffects } from './effects.ts';
import { LEASE_MS } from './sending.ts';

/** Takes the batch when nobody holds it, or when its holder is known to have died. */
export async function takeBatch(
  { store, clock, later, owner, hasDied }: ExportEffects,
  batchId: number,
): Promise<HeldBatch | undefined> {
  const until = later(clock.now(), LEASE_MS);
  const held = await store.takeLease({ batchId, owner, until });
  if (held !== undefined) return held;
  const holder = await store.leaseOwner(batchId);
  return holder !== undefined && hasDied(holder)
    ? store.takeLease({ batchId, owner, until, dead: holder })
    : undefined;
}
