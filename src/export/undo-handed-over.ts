import { type Outcome, succeed } from '../domain/problem.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { ExportEffects } from './effects.ts';
import { findImported, notFoundYet } from './imported.ts';
import { waitForSecondLook } from './look-up.ts';

/**
 * The engine as an undo is to see a batch that went out as a file: what two looks, a minute apart,
 * do not find in Xero was never there, and can be withdrawn. What they do find stays in doubt until
 * somebody resumes the batch, which reads it back. Not being able to look stops the undo.
 */
export async function lookBeforeUndo(
  effects: ExportEffects,
  batch: ExportBatch,
): Promise<Outcome<ExportEffects>> {
  const { handedOver, batchId } = batch;
  if (handedOver === undefined) return succeed(effects);
  const missing = notFoundYet(await effects.store.loadDocuments({ batchId }));
  if (missing.length === 0) return succeed(effects);
  const first = await findImported(effects, missing, handedOver.at);
  if (!first.ok) return first;
  const unseen = missing.filter(({ marker }) => !first.value.has(marker));
  if (unseen.length === 0) return succeed(effects);
  await waitForSecondLook(effects);
  const second = await findImported(effects, unseen, handedOver.at);
  if (!second.ok) return second;
  const absent = unseen.filter(({ marker }) => !second.value.has(marker));
  return succeed(withoutDoubt(effects, new Set(absent.map((one) => one.documentId))));
}

/** The same engine, for which some documents have not left. */
function withoutDoubt(effects: ExportEffects, absent: ReadonlySet<number>): ExportEffects {
  const { store } = effects;
  const isAbsent = ({ documentId, xeroId }: StoredDocument) =>
    absent.has(documentId) && xeroId === undefined;
  const loadDocuments: typeof store.loadDocuments = async (wanted) => {
    const documents = await store.loadDocuments(wanted);
    return documents.map((one) =>
      isAbsent(one) && (one.documentState === 'inDoubt' || one.documentState === 'conflict')
        ? { ...one, documentState: 'planned' as const }
        : one,
    );
  };
  const endUndo: typeof store.endUndo = (step) => {
    const batchState = step.batchState === 'sending' ? 'handedOver' : step.batchState;
    return store.endUndo({ ...step, batchState });
  };
  return { ...effects, store: { ...store, loadDocuments, endUndo } };
}
