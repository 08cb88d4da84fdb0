import type { Transaction } from 'kysely';
import { invariant, type Problem } from '../domain/problem.ts';
import type { DocumentState } from '../domain/states.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/** What became of one document. */
export interface DocumentOutcome {
  readonly documentId: number;
  readonly state: DocumentState;
  /** Kept as it is when not given; never exchanged for another. */
  readonly xeroId?: string;
  readonly problem?: Problem;
}

/** States that only the named ones may follow; from every other state all may. */
const LIMITED: Partial<Record<DocumentState, readonly DocumentState[]>> = {
  posted: ['posted', 'confirmed', 'conflict', 'voided', 'deleted', 'reversed'],
  confirmed: ['confirmed', 'conflict', 'voided', 'deleted', 'reversed'],
  voided: ['voided'],
  deleted: ['deleted'],
  reversed: ['reversed'],
};

/** Records what asking Xero, or a person, found out about documents of a batch. */
export async function recordDocumentStates(
  store: Store,
  act: Act,
  { held, outcomes }: { held: HeldBatch; outcomes: readonly DocumentOutcome[] },
): Promise<void> {
  await writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      for (const outcome of outcomes) await setDocumentState(tx, held, outcome);
      await audit('documents.recorded', tally(outcomes));
    },
  });
}

/** Refuses to take a document back from a state in which Xero is known to hold it. */
export async function setDocumentState(
  tx: Transaction<Database>,
  held: HeldBatch,
  outcome: DocumentOutcome,
): Promise<void> {
  const { documentId, state, xeroId } = outcome;
  const found = await tx
    .selectFrom('document')
    .select(['state', 'xero_id', 'batch_id'])
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow();
  invariant(found.batch_id === held.batchId, `document ${documentId} is of batch ${held.exportId}`);
  const mayFollow = LIMITED[found.state]?.includes(state) ?? true;
  invariant(mayFollow, `document ${documentId} goes from ${found.state} to ${state}`);
  const isSame = found.xero_id === null || xeroId === undefined || found.xero_id === xeroId;
  invariant(isSame, `document ${documentId} is ${found.xero_id} in Xero, not ${xeroId}`);
  const problem = outcome.problem === undefined ? null : JSON.stringify(outcome.problem);
  await tx
    .updateTable('document')
    .set({ state, problem, xero_id: xeroId ?? found.xero_id })
    .where('document_id', '=', documentId)
    .execute();
}

/** How many documents went to each state, and which, for the audit trail. */
export function tally(outcomes: readonly DocumentOutcome[]): Record<string, string> {
  const ids = new Map<string, number[]>();
  for (const { state, documentId } of outcomes) {
    ids.set(state, [...(ids.get(state) ?? []), documentId]);
  }
  return Object.fromEntries([...ids].map(([state, list]) => [state, list.join(' ')]));
}
