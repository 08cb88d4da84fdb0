import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { releaseLease } from '../store/batch-lease.ts';
import { releaseHeldRows } from '../store/undo-rows.ts';
import { takeBatch } from './discard-export.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';

/** What `export release --json` prints. */
export interface ReleaseReport {
  readonly exportId: string;
  /** A row that waits in both streams counts twice. */
  readonly rows: number;
}

/** Lets rows go that an undo of the batch held; the next plan takes them. */
export async function releaseRowsTask(
  context: TaskContext,
  exportId: string,
): Promise<Outcome<ReleaseReport>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const held = await takeBatch(context, batch.value.batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  const rows = await releaseHeldRows(context.store, context.act(), held);
  await releaseLease(context.store, context.act(), held);
  return succeed({ exportId, rows });
}
