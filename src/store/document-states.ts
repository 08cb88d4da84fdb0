import type { Transaction } from 'kysely';
import { mayStep } from '../domain/document-steps.ts';
import { invariant, type Problem } from '../domain/problem.ts';
import type { DocumentState } from '../domain/states.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { chunksOf } from './chunks.ts';
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

/** Records what asking Xero, or a person, found out about documents of a batch. */
export async function recordDocumentStates(
  store: Store,
  act: Act,
  { held, outcomes }: { held: HeldBatch; outcomes: readonly DocumentOutcome[] },
): Promise<void> {
  await writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      await setDocumentStates(tx, held, outcomes);
      await audit('documents.recorded', tally(outcomes));
    },
  });
}

/** Refuses to take a document back from a state in which Xero is known to hold it. */
export async function setDocumentStates(
  tx: Transaction<Database>,
  held: HeldBatch,
  outcomes: readonly DocumentOutcome[],
): Promise<void> {
  const found = await loadStates(tx, held, outcomes);
  for (const outcome of outcomes) {
    const { documentId, state, xeroId } = outcome;
    const known = found.get(documentId);
    invariant(known !== undefined, `document ${documentId} is of batch ${held.exportId}`);
    checkStep(known, outcome);
    const problem = outcome.problem === undefined ? null : JSON.stringify(outcome.problem);
    await tx
      .updateTable('document')
      .set({ state, problem, xero_id: xeroId ?? known.xero_id })
      .where('document_id', '=', documentId)
      .execute();
  }
}

/** How many documents went to each state, and which, for the audit trail. */
export function tally(outcomes: readonly DocumentOutcome[]): Record<string, string> {
  const ids = new Map<string, number[]>();
  for (const { state, documentId } of outcomes) {
    ids.set(state, [...(ids.get(state) ?? []), documentId]);
  }
  return Object.fromEntries([...ids].map(([state, list]) => [state, list.join(' ')]));
}

type KnownState = { readonly state: DocumentState; readonly xero_id: string | null };

async function loadStates(
  tx: Transaction<Database>,
  held: HeldBatch,
  outcomes: readonly DocumentOutcome[],
): Promise<Map<number, KnownState>> {
  const states = new Map<number, KnownState>();
  for (const chunk of chunksOf(outcomes, OUTCOMES_AT_ONCE)) {
    const rows = await tx
      .selectFrom('document')
      .select(['document_id', 'state', 'xero_id'])
      .where('batch_id', '=', held.batchId)
      .where(
        'document_id',
        'in',
        chunk.map(({ documentId }) => documentId),
      )
      .execute();
    for (const row of rows) states.set(row.document_id, row);
  }
  return states;
}

const OUTCOMES_AT_ONCE = 500;

function checkStep(known: KnownState, { documentId, state, xeroId }: DocumentOutcome): void {
  invariant(
    mayStep(known.state, state),
    `document ${documentId} goes from ${known.state} to ${state}`,
  );
  const isSame = known.xero_id === null || xeroId === undefined || known.xero_id === xeroId;
  invariant(isSame, `document ${documentId} is ${known.xero_id} in Xero, not ${xeroId}`);
}
