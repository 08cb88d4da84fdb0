import { formatCents } from '../domain/money.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { Stream } from '../domain/settings.ts';
import { loadAudit } from '../store/audit-reader.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import { countHeldRows } from '../store/undo-reader.ts';
import { findBatch } from './send-export.ts';
import { type BatchStatus, exportStatusTask } from './show-exports.ts';
import type { TaskContext } from './task-context.ts';

/** A batch with its documents, its figures and what was done to it. */
export interface ShownBatch extends BatchStatus {
  readonly streams: readonly Stream[];
  readonly totals: {
    readonly postings: number;
    readonly lines: number;
    readonly manualJournals: number;
    readonly bankTransactions: number;
    readonly debits: string;
    readonly credits: string;
    readonly gst: string;
    readonly gstXero: string;
  };
  /** Rows that an undo holds until they are released. */
  readonly heldRows: number;
  /** The newest first. */
  readonly history: readonly BatchEvent[];
}

interface BatchEvent {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Taking a batch in hand and letting go of it says nothing to an accountant, nor do chunks. */
const UNSAID = [
  ...['lease.taken', 'lease.renewed', 'lease.released', 'lease.not_taken'],
  ...['batch.rows_claimed', 'batch.bundles_written', 'batch.documents_written'],
];
const EVENTS = 100;

export async function showBatchTask(
  context: TaskContext,
  exportId: string,
): Promise<Outcome<ShownBatch>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const told = await exportStatusTask(context, exportId);
  if (!told.ok) return told;
  const history = await loadAudit(context.store.reader, {
    mode: context.mode,
    subject: `batch/${exportId}`,
    leaves: UNSAID,
    limit: EVENTS,
  });
  const { streams, batchId } = batch.value;
  const heldRows = await countHeldRows(context.store.reader, batchId);
  const totals = totalsOf(batch.value);
  return succeed({ ...told.value, streams, totals, heldRows, history });
}

function totalsOf({ totals }: ExportBatch): ShownBatch['totals'] {
  const { postings, lines, manualJournals, bankTransactions } = totals;
  const { debits, credits, gst, gstXero } = totals;
  return {
    ...{ postings, lines, manualJournals, bankTransactions },
    debits: formatCents(debits),
    credits: formatCents(credits),
    gst: formatCents(gst),
    gstXero: formatCents(gstXero),
  };
}
