import type { Instant } from '../domain/dates.ts';
import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { type HeldBatch, leaseOwner, releaseLease, takeLease } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import { discardBatch } from '../store/batch-removal.ts';
import { loadDocuments, type StoredDocument } from '../store/document-reader.ts';
import { countRowsOf } from '../store/undo-reader.ts';
import { holdClaimedRows } from '../store/undo-rows.ts';
import { hasDied, ownerName, thisProcess } from './import-owner.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';
import type { UndoReport, UndoWanted } from './undo-report.ts';

/**
 * Discards a batch of which nothing was sent, whole, and frees or holds its rows. One that is discarded
 * already stays as it is.
 */
export async function discardExport(
  context: TaskContext,
  batch: ExportBatch,
  wanted: Pick<UndoWanted, 'exportId' | 'parts' | 'date' | 'holdsRows' | 'isPreview'>,
): Promise<Outcome<UndoReport>> {
  const { exportId, parts, date, holdsRows, isPreview } = wanted;
  if (parts !== undefined || date !== undefined) {
    return fail(problem('undo.only_whole', { exportId }));
  }
  const { reader } = context.store;
  const documents = await loadDocuments(reader, { batchId: batch.batchId });
  const isDiscarded = batch.batchState === 'discarded';
  const rows = isDiscarded
    ? { journals: 0, bank: 0 }
    : await countRowsOf(reader, {
        batchId: batch.batchId,
        documentIds: documents.map((one) => one.documentId),
        emptyStreams: ['journals', 'bank'],
      });
  if (!isPreview && !isDiscarded) {
    const held = await takeBatch(context, batch.batchId);
    if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
    // Until the lease was taken, somebody else may have sent it.
    const now = await findBatch(context, exportId);
    if (now.ok && now.value.batchState !== batch.batchState) {
      await releaseLease(context.store, context.act(), held);
      return fail(problem('batch.held_elsewhere', { exportId }));
    }
    if (holdsRows) await holdClaimedRows(context.store, context.act(), held);
    await discardBatch(context.store, context.act(), held);
  }
  const current = await findBatch(context, exportId);
  return succeed({
    exportId,
    state: current.ok ? current.value.batchState : batch.batchState,
    isPreview,
    documents: documents.map((one) => withdrawn(one, isDiscarded ? 'none' : 'withdraw')),
    rows,
    isHeld: holdsRows,
    clearing: [],
    problems: [],
    warnings: [],
  });
}

/** Takes a batch for a short act in the store alone; undefined while somebody else holds it. */
export async function takeBatch(
  { store, act }: TaskContext,
  batchId: number,
): Promise<HeldBatch | undefined> {
  const at = Date.parse(act().at) + LEASE_MS;
  const until = new Date(at).toISOString() as Instant;
  const holder = await leaseOwner(store.reader, batchId);
  const dead = holder !== undefined && hasDied(holder) ? holder : undefined;
  return takeLease(store, act(), { batchId, owner: ownerName(thisProcess), until, dead });
}

const LEASE_MS = 10 * 60_000;

function withdrawn(
  document: StoredDocument,
  action: 'withdraw' | 'none',
): UndoReport['documents'][number] {
  return {
    part: document.part,
    kind: document.kind,
    date: document.date,
    text: document.narration,
    total: formatCents(document.total),
    action,
    state: document.documentState,
    xeroId: null,
    mirrorPart: null,
    reason: null,
  };
}
