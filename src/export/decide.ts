import type { Difference } from '../domain/compare-documents.ts';
import { checkDecidable, type DecidedAs, judgeDecision } from '../domain/decision.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { xeroRateOf } from '../domain/gst.ts';
import { fail, invariant, type Outcome, problem, succeed } from '../domain/problem.ts';
import { type BatchState, type DocumentState, settledBatchState } from '../domain/states.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import { type ComparedReceipt, makeReceipt } from './confirm.ts';
import { lookForDecision } from './decide-look.ts';
import type { ExportEffects } from './effects.ts';
import { checkNotHandedOver } from './handed-over.ts';
import { checkOrganisation, type RecheckInput } from './recheck.ts';
import { loadSentContents } from './sent-content.ts';
import { statesThatCount } from './states-that-count.ts';
import { takeBatch } from './take-batch.ts';

/** What a person decides of one document. */
export interface DecisionAsked {
  readonly part: number;
  readonly decidedAs: DecidedAs;
  /** The document in Xero that stands for it, where the person names one. */
  readonly xeroId: string | undefined;
  readonly reason: string;
  readonly isPreview: boolean;
}

/** A decision as it was taken, or would be. */
export interface DecisionTaken {
  readonly document: StoredDocument;
  readonly state: Extract<DocumentState, 'confirmed' | 'planned'>;
  /** What stands in Xero from now on. */
  readonly accepted: FoundDocument | undefined;
  /** How that differs from what was sent. */
  readonly differences: readonly Difference[];
  /** All that Xero showed of the document. */
  readonly shown: readonly FoundDocument[];
  readonly batchState: BatchState;
}

/**
 * Takes a person's decision on one document, once Xero was looked through: not being able to look
 * decides nothing. A preview looks just the same, and records nothing.
 */
export async function decideDocument(
  effects: ExportEffects,
  batch: ExportBatch,
  { against, asked }: { against: RecheckInput; asked: DecisionAsked },
): Promise<Outcome<DecisionTaken>> {
  const { batchId, exportId } = batch;
  const others = checkOrganisation(against, exportId);
  if (others.length > 0) return fail(...others);
  if (asked.isPreview) return decide(effects, batch, { against, asked, held: undefined });
  const held = await takeBatch(effects, batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  try {
    // Until the lease was taken, somebody else may have gone on with it.
    const now = (await effects.store.loadBatch(exportId)) ?? batch;
    return await decide(effects, now, { against, asked, held });
  } finally {
    await effects.store.releaseLease(held);
  }
}

interface Deciding {
  readonly against: RecheckInput;
  readonly asked: DecisionAsked;
  /** Undefined in a preview. */
  readonly held: HeldBatch | undefined;
}

async function decide(
  effects: ExportEffects,
  batch: ExportBatch,
  { against, asked, held }: Deciding,
): Promise<Outcome<DecisionTaken>> {
  const { batchId, exportId, batchState: before } = batch;
  const { decidedAs, part, reason, xeroId } = asked;
  if (before === 'undoing') return fail(problem('undo.cut_short', { exportId }));
  const handedOver = decidedAs === 'notPosted' ? checkNotHandedOver(batch) : [];
  if (handedOver.length > 0) return fail(...handedOver);
  const documents = await effects.store.loadDocuments({ batchId });
  const document = documents.find((one) => one.part === part);
  if (document === undefined) return fail(problem('undo.no_document', { exportId, asked: part }));
  const question = { exportId, document, decidedAs };
  const objections = checkDecidable(question);
  if (objections.length > 0) return fail(...objections);
  const looked = await lookForDecision(effects, batch, { document, xeroId, held });
  if (!looked.ok) return looked;
  const judged = judgeDecision(question, looked.value);
  if (!judged.ok) return judged;
  const accepted = judged.value;
  const receipt =
    accepted && (await receiptFor(effects, batch, { against, document, found: accepted }));
  const state = accepted === undefined ? 'planned' : 'confirmed';
  const all = [...looked.value.own, ...(accepted === undefined ? [] : [accepted])];
  const shown = [...new Map(all.map((one) => [one.xeroId, one])).values()];
  const batchState = stateAfter(batch, documents, { ...document, documentState: state });
  if (held !== undefined) {
    const { documentId } = document;
    const next = batchState === before ? undefined : batchState;
    const decision = { documentId, receipt, reason, shown, batchState: next };
    await effects.store.recordDecision({ held, decision });
  }
  const differences = receipt?.differences ?? [];
  return succeed({ document, state, accepted, differences, shown, batchState });
}

/** What was sent beside what stands in Xero, and how they differ. */
async function receiptFor(
  effects: ExportEffects,
  { batchId }: ExportBatch,
  on: { against: RecheckInput; document: StoredDocument; found: FoundDocument },
): Promise<ComparedReceipt> {
  const { against, document, found } = on;
  const { documentId } = document;
  const content = (await loadSentContents(effects, batchId, [document])).get(documentId);
  invariant(content !== undefined, `document ${documentId} has its lines`);
  const rateOf = (taxType: string) => xeroRateOf(taxType, against.facts) ?? 0;
  return makeReceipt(effects.digest, { documentId, content, found, rateOf });
}

/** A batch that waits for its time, or for a file to be imported, goes on waiting for the rest. */
function stateAfter(
  { batchState }: ExportBatch,
  documents: readonly StoredDocument[],
  decided: StoredDocument,
): BatchState {
  const after = documents.map((one) => (one.documentId === decided.documentId ? decided : one));
  const settled = settledBatchState(statesThatCount(after));
  const isWaiting = batchState === 'parked' || batchState === 'handedOver';
  return isWaiting && settled === 'sending' ? batchState : settled;
}
