import { xeroRateOf } from '../domain/gst.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import { type BatchState, settledBatchState } from '../domain/states.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import { confirmDocuments } from './confirm.ts';
import { countDocuments } from './count-documents.ts';
import type { ExportEffects } from './effects.ts';
import { findImported, type ImportedByMarker, notFoundYet } from './imported.ts';
import { checkOrganisation, type RecheckInput } from './recheck.ts';
import type { SendResult } from './send.ts';
import { loadSentContents } from './sent-content.ts';
import { statesThatCount } from './states-that-count.ts';
import { takeBatch } from './take-batch.ts';

/**
 * Looks for what was imported of a batch that went out as a file, reads it back and compares it, as
 * if it had been sent. Sends nothing, whatever is missing.
 */
export async function resumeHandedOver(
  effects: ExportEffects,
  batch: ExportBatch,
  against: RecheckInput,
): Promise<Outcome<SendResult>> {
  const { exportId } = batch;
  const others = checkOrganisation(against, exportId);
  if (others.length > 0) return fail(...others);
  const held = await takeBatch(effects, batch.batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  try {
    // Until the lease was taken, somebody else may have undone it.
    const { batchState: state } = (await effects.store.loadBatch(exportId)) ?? batch;
    if (ENDED.includes(state)) return fail(problem('batch.not_sendable', { exportId, state }));
    return await lookAndConfirm(effects, { batch, against, held });
  } finally {
    await effects.store.releaseLease(held);
  }
}

const ENDED: readonly BatchState[] = ['undoing', 'undone', 'discarded'];

interface Looking {
  readonly batch: ExportBatch;
  readonly against: RecheckInput;
  readonly held: HeldBatch;
}

async function lookAndConfirm(
  effects: ExportEffects,
  looking: Looking,
): Promise<Outcome<SendResult>> {
  const { store, clock, onProgress } = effects;
  const { batch, against, held } = looking;
  const { batchId, exportId, handedOver } = batch;
  const missing = notFoundYet(await store.loadDocuments({ batchId }));
  onProgress({ doing: 'Looking in Xero', done: 0, of: missing.length });
  const imported = await findImported(effects, missing, handedOver?.at ?? clock.now());
  if (!imported.ok) return imported;
  const outcomes = missing.map((one) => outcomeOf(one, imported.value, exportId));
  if (outcomes.length > 0) await store.recordDocumentStates({ held, outcomes });
  const all = await store.loadDocuments({ batchId });
  const confirmed = await confirmDocuments(effects, {
    held,
    documents: all.filter(isToConfirm),
    contents: await loadSentContents(effects, batchId, all),
    rateOf: (taxType) => xeroRateOf(taxType, against.facts) ?? 0,
  });
  return succeed(await settle(effects, looking, confirmed.ok ? [] : confirmed.problems));
}

function isToConfirm({ documentState, xeroId, mirrorOf }: StoredDocument): boolean {
  const isOpen = documentState === 'posted' || documentState === 'conflict';
  return isOpen && xeroId !== undefined && mirrorOf === undefined;
}

function outcomeOf(
  { documentId, narration: text, marker }: StoredDocument,
  imported: ImportedByMarker,
  exportId: string,
): DocumentOutcome {
  const [first, ...others] = imported.get(marker) ?? [];
  if (first === undefined) {
    const reason = problem('document.handed_over', { text, exportId });
    return { documentId, state: 'inDoubt', problem: reason };
  }
  if (others.length === 0) return { documentId, state: 'posted', xeroId: first.xeroId };
  const xeroIds = [first, ...others].map((one) => one.xeroId).join(', ');
  const reason = problem('document.found_twice', { text, times: others.length + 1, xeroIds });
  return { documentId, state: 'conflict', problem: reason };
}

/** A batch of which anything is missing goes on waiting for its file to be imported. */
async function settle(
  effects: ExportEffects,
  { batch, held }: Looking,
  problems: readonly Problem[],
): Promise<SendResult> {
  const { store } = effects;
  const { batchId, exportId } = batch;
  const documents = await store.loadDocuments({ batchId });
  const settled = settledBatchState(statesThatCount(documents));
  const batchState = settled === 'sending' ? 'handedOver' : settled;
  await store.setBatchState({ held, state: batchState });
  return {
    exportId,
    batchState,
    documents: await countDocuments(effects, batchId),
    problems: [...problems, ...documents.flatMap((one) => one.problem ?? [])],
  };
}
