import { invariant, type Problem } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { setDocumentStates } from './document-states.ts';
import type { Store } from './store.ts';

/** What goes out, and the digests of the files in which it does. */
export interface HandOver {
  readonly held: HeldBatch;
  readonly documents: readonly { readonly documentId: number; readonly problem: Problem }[];
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/**
 * Marks a batch of which nothing has left as handed over. From now on each of its documents may be
 * in Xero at any moment, as if it had been sent and no answer had come.
 */
export async function recordHandOver(
  store: Store,
  act: Act,
  { held, documents, files }: HandOver,
): Promise<void> {
  await writeHeld(store, act, {
    held,
    states: ['planned', 'approved', 'sending', 'parked'],
    work: async (tx, audit) => {
      const others = await tx
        .selectFrom('document')
        .select('document_id')
        .where('batch_id', '=', held.batchId)
        .where('state', '!=', 'planned')
        .execute();
      invariant(others.length === 0, `nothing of batch ${held.exportId} has left`);
      await setDocumentStates(
        tx,
        held,
        documents.map((one) => ({ ...one, state: 'inDoubt' as const })),
      );
      await tx
        .updateTable('batch')
        .set({
          state: 'handedOver',
          wake_at: null,
          park_reason: null,
          handed_over_at: act.at,
          handed_over_by: act.actor,
          handed_over_files: JSON.stringify(files.map(({ name }) => name)),
        })
        .where('batch_id', '=', held.batchId)
        .execute();
      await audit('batch.handed_over', {
        files: files.map(({ name, sha256 }) => `${name} ${sha256}`).join('; '),
      });
    },
  });
}
