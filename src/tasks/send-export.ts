import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import { checkNotHandedOver } from '../export/handed-over.ts';
import { sendBatch } from '../export/send.ts';
import { type ExportBatch, loadBatch } from '../store/batch-reader.ts';
import { connectBatch } from './connect-batch.ts';
import { checkReady, checkSendable, entityInForce } from './entity-settings.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import { checkLive } from './go-live.ts';
import type { TaskContext } from './task-context.ts';

/** What `export send --json` and `export resume --json` print. */
export interface SendReport {
  readonly exportId: string;
  readonly state: BatchState;
  readonly documents: {
    readonly confirmed: number;
    readonly rejected: number;
    readonly inDoubt: number;
    readonly conflict: number;
  };
  readonly problems: readonly Problem[];
}

/** Sends a batch, or what is left of it; a batch that is complete stays as it is. */
export async function sendExportTask(
  context: TaskContext,
  exportId: string,
  onProgress?: ProgressListener,
): Promise<Outcome<SendReport>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const found = await entityInForce(context, batch.value.entity);
  if (!found.ok) return found;
  const handedOver = checkNotHandedOver(batch.value);
  if (handedOver.length > 0) return fail(...handedOver);
  const unready = [
    ...checkReady(found.value, context.mode),
    ...checkSendable(found.value.settings, exportId),
    ...(await checkLive(context)),
  ];
  if (unready.length > 0) return fail(...unready);
  const connected = await connectBatch(context, batch.value, found.value);
  if (!connected.ok) return connected;
  const { client, against } = connected.value;
  const sent = await sendBatch(engineOn(context, client, onProgress), batch.value, against);
  if (!sent.ok) return sent;
  const { batchState: state, documents, problems } = sent.value;
  return succeed({ exportId, state, documents, problems });
}

/** A batch by its export id, in the mode in force. Problem: `batch.unknown`. */
export async function findBatch(
  { store, mode }: TaskContext,
  exportId: string,
): Promise<Outcome<ExportBatch>> {
  const batch = await loadBatch(store.reader, { mode, exportId });
  return batch === undefined ? fail(problem('batch.unknown', { exportId, mode })) : succeed(batch);
}
