import { fail, type Outcome, succeed } from '../domain/problem.ts';
import { giveUpUndo } from '../export/undo-give-up.ts';
import { loadDocuments } from '../store/document-reader.ts';
import { loadOpenUndo } from '../store/undo-reader.ts';
import { connectBatch } from './connect-batch.ts';
import { entityInForce } from './entity-settings.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import { checkLive } from './go-live.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';
import { type UndoReport, undoReportOf } from './undo-report.ts';

/** Ends an undo where it stands, for a reason: what is not undone by now stays exported. */
export async function giveUpUndoTask(
  context: TaskContext,
  wanted: { exportId: string; reason: string; onProgress?: ProgressListener },
): Promise<Outcome<UndoReport>> {
  const { exportId, reason, onProgress } = wanted;
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const unready = await checkLive(context);
  if (unready.length > 0) return fail(...unready);
  const found = await entityInForce(context, batch.value.entity);
  if (!found.ok) return found;
  const connected = await connectBatch(context, batch.value, found.value);
  if (!connected.ok) return connected;
  const { client, against } = connected.value;
  const engine = engineOn(context, client, onProgress);
  const { batchId } = batch.value;
  const open = await loadOpenUndo(context.store.reader, batchId);
  const ended = await giveUpUndo(engine, batch.value, { against, reason });
  if (!ended.ok) return ended;
  const documents = await loadDocuments(context.store.reader, { batchId });
  const asked = { exportId, isPreview: false, holdsRows: open?.holdsRows ?? false };
  return succeed(undoReportOf(asked, ended.value, documents));
}
