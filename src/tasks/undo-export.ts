import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, succeed } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import { countDocuments } from '../export/count-documents.ts';
import { previewUndo, resumeUndo, type UndoResult, undoBatch } from '../export/undo.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import { loadDocuments, type StoredDocument } from '../store/document-reader.ts';
import { connectBatch } from './connect-batch.ts';
import { discardExport } from './discard-export.ts';
import { entityInForce } from './entity-settings.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import { checkLive } from './go-live.ts';
import { findBatch, type SendReport, sendExportTask } from './send-export.ts';
import type { TaskContext } from './task-context.ts';
import type { UndoReport, UndoWanted } from './undo-report.ts';

/** Undoes a batch, or some of its documents, or says what undoing would do (ACCOUNTING 3.10). */
export async function undoExportTask(
  context: TaskContext,
  wanted: UndoWanted,
): Promise<Outcome<UndoReport>> {
  const batch = await findBatch(context, wanted.exportId);
  if (!batch.ok) return batch;
  const unready = await checkLive(context);
  if (unready.length > 0) return fail(...unready);
  if (UNSENT.includes(batch.value.batchState)) return discardExport(context, batch.value, wanted);
  const opened = await open(context, batch.value);
  if (!opened.ok) return opened;
  const { client, against } = opened.value;
  const engine = engineOn(context, client, wanted.onProgress);
  const undo = wanted.isPreview ? previewUndo : undoBatch;
  const undone = await undo(engine, batch.value, { against, asked: wanted });
  if (!undone.ok) return undone;
  const { batchId } = batch.value;
  const documents = await loadDocuments(context.store.reader, { batchId });
  return succeed(report(wanted, undone.value, documents));
}

/** Goes on with a batch that was interrupted: with its undo where that was cut short. */
export async function resumeExportTask(
  context: TaskContext,
  exportId: string,
  onProgress?: ProgressListener,
): Promise<Outcome<SendReport>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  if (batch.value.batchState !== 'undoing') return sendExportTask(context, exportId, onProgress);
  const unready = await checkLive(context);
  if (unready.length > 0) return fail(...unready);
  const opened = await open(context, batch.value);
  if (!opened.ok) return opened;
  const { client, against } = opened.value;
  const engine = engineOn(context, client, onProgress);
  const resumed = await resumeUndo(engine, batch.value, against);
  if (!resumed.ok) return resumed;
  return succeed({
    exportId,
    state: resumed.value.batchState,
    documents: await countDocuments(engine, batch.value.batchId),
    problems: resumed.value.problems,
  });
}

/** Nothing of such a batch has left, so Xero need not be asked. */
const UNSENT: readonly BatchState[] = ['planned', 'approved'];

async function open(context: TaskContext, batch: ExportBatch) {
  const found = await entityInForce(context, batch.entity);
  return found.ok ? connectBatch(context, batch, found.value) : found;
}

function report(
  { exportId, isPreview, holdsRows }: UndoWanted,
  { batchState, steps, rows, clearing, problems, warnings }: UndoResult,
  documents: readonly StoredDocument[],
): UndoReport {
  return {
    exportId,
    state: batchState,
    isPreview,
    documents: steps.map(({ document, action, reason }) => {
      const now = documents.find((one) => one.documentId === document.documentId);
      const mirror = documents.findLast((one) => one.mirrorOf === document.documentId);
      return {
        ...shown(now ?? document),
        action,
        mirrorPart: mirror?.part ?? null,
        reason: reason ?? null,
      };
    }),
    rows,
    isHeld: holdsRows,
    clearing: clearing.map(({ glAccount: code, amount }) => ({
      code,
      amount: formatCents(amount),
    })),
    problems,
    warnings,
  };
}

function shown({ part, kind, date, narration, total, documentState, xeroId }: StoredDocument) {
  return {
    part,
    kind,
    date,
    text: narration,
    total: formatCents(total),
    state: documentState,
    xeroId: xeroId ?? null,
  };
}
