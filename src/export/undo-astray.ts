import { isLiveInXero } from '../domain/compare-documents.ts';
import { settledBatchState } from '../domain/states.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { ExportEffects } from './effects.ts';
import { statesThatCount } from './states-that-count.ts';

/** Takes note of mirrors in conflict that a person has voided since; they concern nobody any more. */
export async function noteVoidedMirrors(
  { store, xero }: ExportEffects,
  { batchId }: ExportBatch,
  held: HeldBatch,
): Promise<void> {
  const conflicts = await store.loadDocuments({ batchId, states: ['conflict'] });
  const outcomes: DocumentOutcome[] = [];
  for (const { documentId, kind, mirrorOf, xeroId } of conflicts) {
    if (mirrorOf === undefined || xeroId === undefined) continue;
    const read = await xero.readDocument(kind, xeroId);
    if (read.ok && !isLiveInXero(read.value)) outcomes.push({ documentId, state: 'voided' });
  }
  if (outcomes.length === 0) return;
  await store.recordDocumentStates({ held, outcomes });
  const states = statesThatCount(await store.loadDocuments({ batchId }));
  await store.setBatchState({ held, state: settledBatchState(states) });
}
