import { removeLeftovers } from '../store/batch-removal.ts';
import { findUnfinishedImport } from '../store/imports.ts';
import { removeImport } from '../store/imports-removal.ts';
import { laterInstant } from '../xero/client/effects.ts';
import { hasDied, ownerName, thisProcess } from './import-owner.ts';
import type { Work } from './work.ts';

const LEASE_MS = 10 * 60_000;
/** A computer that slept lets an import go on; the next import asks sooner whether it is alive. */
const SILENCE_MS = 10 * 60_000;

/** Removes what a program that died while importing or planning left, which nobody sees. */
export async function clearLeftovers({ context, tell }: Work): Promise<void> {
  const { store } = context;
  const act = context.act();
  const unfinished = await findUnfinishedImport(store.reader);
  if (unfinished !== undefined) {
    const { loading, heartbeatAt, fileName } = unfinished;
    const silentMs = Date.parse(act.at) - Date.parse(heartbeatAt);
    if (hasDied(loading.owner) || silentMs > SILENCE_MS) {
      await removeImport(store, act, loading);
      tell({ kind: 'cleared', what: `the import of ${fileName}` });
    }
  }
  const lease = { owner: ownerName(thisProcess), until: laterInstant(act.at, LEASE_MS), hasDied };
  const plans = await removeLeftovers(store, act, lease);
  if (plans > 0) tell({ kind: 'cleared', what: plans === 1 ? 'a plan' : `${plans} plans` });
}
