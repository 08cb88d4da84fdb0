import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import { countDocuments } from '../export/count-documents.ts';
import type { ExportEffects } from '../export/effects.ts';
import type { RecheckInput } from '../export/recheck.ts';
import { resumeHandedOver } from '../export/resume-handed-over.ts';
import { previewUndo, resumeUndo, undoBatch } from '../export/undo.ts';
import { lookBeforeUndo } from '../export/undo-handed-over.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import { loadDocuments } from '../store/document-reader.ts';
import { connectBatch } from './connect-batch.ts';
import { discardExport } from './discard-export.ts';
import { entityInForce } from './entity-settings.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import { checkLive } from './go-live.ts';
import { findBatch, type SendReport, sendExportTask } from './send-export.ts';
import type { TaskContext } from './task-context.ts';
import { type UndoReport, type UndoWanted, undoReportOf } from './undo-report.ts';

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
  const looked = await lookBeforeUndo(engine, batch.value);
  if (!looked.ok) return looked;
  const undo = wanted.isPreview ? previewUndo : undoBatch;
  const undone = await undo(looked.value, batch.value, { against, asked: wanted });
  if (!undone.ok) return undone;
  const { batchId } = batch.value;
  const documents = await loadDocuments(context.store.reader, { batchId });
  const told = undoReportOf(wanted, undone.value, documents);
  return succeed({ ...told, warnings: [...told.warnings, ...warnOfFile(batch.value, told)] });
}

/** Goes on with a batch that was interrupted: with its undo where that was cut short. */
export async function resumeExportTask(
  context: TaskContext,
  exportId: string,
  onProgress?: ProgressListener,
): Promise<Outcome<SendReport>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const { batchState, handedOver } = batch.value;
  const isUndoing = batchState === 'undoing';
  if (!isUndoing && handedOver === undefined) {
    return sendExportTask(context, exportId, onProgress);
  }
  const unready = await checkLive(context);
  if (unready.length > 0) return fail(...unready);
  const opened = await open(context, batch.value);
  if (!opened.ok) return opened;
  const { client, against } = opened.value;
  const engine = engineOn(context, client, onProgress);
  const resumed = isUndoing
    ? await resumeUndoOf(engine, batch.value, against)
    : await resumeHandedOver(engine, batch.value, against);
  if (!resumed.ok) return resumed;
  const { batchState: state, problems } = resumed.value;
  const documents = await countDocuments(engine, batch.value.batchId);
  return succeed({ exportId, state, documents, problems });
}

async function resumeUndoOf(engine: ExportEffects, batch: ExportBatch, against: RecheckInput) {
  const looked = await lookBeforeUndo(engine, batch);
  return looked.ok ? resumeUndo(looked.value, batch, against) : looked;
}

/** A file that was handed over goes on saying what was undone. */
function warnOfFile({ exportId, handedOver }: ExportBatch, { documents }: UndoReport): Problem[] {
  const isUndone = documents.some(({ action }) => action !== 'keep' && action !== 'none');
  return handedOver === undefined || !isUndone
    ? []
    : [problem('warning.file_is_void', { exportId })];
}

/** Nothing of such a batch has left, so Xero need not be asked. */
const UNSENT: readonly BatchState[] = ['planned', 'approved', 'discarded'];

async function open(context: TaskContext, batch: ExportBatch) {
  const found = await entityInForce(context, batch.entity);
  return found.ok ? connectBatch(context, batch, found.value) : found;
}
