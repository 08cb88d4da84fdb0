import { isLiveInXero } from '../domain/compare-documents.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { xeroRateOf } from '../domain/gst.ts';
import { lockedUpTo } from '../domain/locks.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import { planUndo, type UndoStep } from '../domain/undo-plan.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { ExportEffects } from './effects.ts';
import { readBack } from './read-back.ts';
import type { UndoScope } from './undoing.ts';

/** A decision with the document as Xero holds it, where it does. */
export interface DecidedStep extends UndoStep<StoredDocument> {
  readonly found: FoundDocument | undefined;
}

/** What is decided on, and in what light. */
export interface ToDecide {
  readonly documents: readonly StoredDocument[];
  readonly acceptsEdits: boolean;
  /** Documents that were told to end: a list may not show it yet. */
  readonly told: ReadonlySet<number>;
}

/** Reads documents just before they are undone, and decides on each; the same for a preview. */
export async function decideUndo(
  effects: ExportEffects,
  { batch, against, contents }: UndoScope,
  { documents, acceptsEdits, told }: ToDecide,
): Promise<Outcome<DecidedStep[]>> {
  const { store } = effects;
  const { batchId, mode } = batch;
  const read = await readNow(effects, documents, told);
  if (!read.ok) return read;
  const found = read.value;
  const steps = planUndo(documents, {
    found,
    contents,
    accepted: await store.loadAccepted(batchId),
    rateOf: (taxType) => xeroRateOf(taxType, against.facts) ?? 0,
    lockedUpTo: lockedUpTo(against.facts.organisation, undefined),
    takenBack: await store.loadTakenBack({ batchId, mode }),
    sharing: await store.loadSharing(batchId),
    acceptsEdits,
  });
  return succeed(steps.map((step) => ({ ...step, found: found.get(step.document.documentId) })));
}

/** So few are read one by one, which no delay of a list can touch. */
const FEW_DOCUMENTS = 10;

async function readNow(
  effects: ExportEffects,
  documents: readonly StoredDocument[],
  told: ReadonlySet<number>,
): Promise<Outcome<Map<number, FoundDocument>>> {
  const inXero = documents.filter((one) => one.xeroId !== undefined);
  const isFew = inXero.length <= FEW_DOCUMENTS;
  const listed = isFew
    ? succeed(new Map<string, FoundDocument>())
    : await readBack(effects, inXero);
  if (!listed.ok) return listed;
  const found = new Map<number, FoundDocument>();
  for (const { documentId, kind, xeroId = '' } of inXero) {
    const shown = listed.value.get(xeroId);
    const isCertain = shown !== undefined && (!told.has(documentId) || !isLiveInXero(shown));
    if (isCertain) found.set(documentId, shown);
    if (isCertain) continue;
    const read = await effects.xero.readDocument(kind, xeroId);
    if (read.ok) found.set(documentId, read.value);
    else if (read.problems[0]?.code !== 'xero_call.not_found') return read;
  }
  return succeed(found);
}
