import type { Instant } from '../domain/dates.ts';
import type { Act } from '../store/act.ts';
import type { Store } from '../store/store.ts';
import { forgetTestExports } from '../store/test-mode-reset.ts';
import { ownerName, thisProcess } from './import-owner.ts';

const LEASE_MS = 600_000;

/** What test mode exported is forgotten with the twin that held it; gives the number of batches. */
export function resetTestMode(store: Store, act: Act): Promise<number> {
  const until = new Date(Date.parse(act.at) + LEASE_MS).toISOString() as Instant;
  return forgetTestExports(store, act, { owner: ownerName(thisProcess), until });
}
