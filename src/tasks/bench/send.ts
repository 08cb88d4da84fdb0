import { succeed } from '../../domain/problem.ts';
import { listBatches } from '../../store/batch-reader.ts';
import { sendExportTask } from '../send-export.ts';
import { type Phase, timed } from './phase.ts';

/** Sends the planned batch and reads every document back, as `tieout export send` does. */
export const send: Phase = async ({ context, onProgress }) => {
  const [batch] = await listBatches(context.store.reader, context.mode);
  const { value, ...spent } = await timed(() =>
    sendExportTask(context, batch?.exportId ?? '', onProgress),
  );
  if (!value.ok) return value;
  const { documents, problems, state } = value.value;
  if (problems.length > 0) return { ok: false, problems };
  return succeed({ count: documents.confirmed, ...spent, facts: { state } });
};
