import { type Outcome, succeed } from '../domain/problem.ts';
import { releaseLease } from '../store/batch-lease.ts';
import { setBatchState } from '../store/batch-writer.ts';
import { laterInstant } from '../xero/client/effects.ts';
import { takeBatch } from './discard-export.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';

/** As long as a batch may sleep; then the program takes it up by itself. */
const PAUSE_MS = 24 * 3_600_000;

/** Parks a batch whose sending was stopped, so that only a person takes it up within the next day. */
export async function pauseExportTask(
  context: TaskContext,
  exportId: string,
): Promise<Outcome<undefined>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  if (batch.value.batchState !== 'sending') return succeed(undefined);
  const held = await takeBatch(context, batch.value.batchId);
  // Somebody took it up again meanwhile.
  if (held === undefined) return succeed(undefined);
  const { store, act } = context;
  const { actor, at } = act();
  const wakeAt = laterInstant(at, PAUSE_MS);
  const reason = `It was paused by ${actor.replace(/^[^:]*:/, '')}.`;
  await setBatchState(store, act(), { held, state: 'parked', wakeAt, reason });
  await releaseLease(store, act(), held);
  return succeed(undefined);
}
