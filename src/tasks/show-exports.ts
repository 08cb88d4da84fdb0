import type { Decided } from '../domain/decision.ts';
import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { BatchState, DocumentState } from '../domain/states.ts';
import { type ExportBatch, type HandedOver, listBatches } from '../store/batch-reader.ts';
import { loadDecisions } from '../store/decision-reader.ts';
import { loadDocuments, type StoredDocument } from '../store/document-reader.ts';
import { loadLines, type StoredLine } from '../store/line-reader.ts';
import { loadPostings } from '../store/posting-reader.ts';
import { loadReceipts } from '../store/receipt-reader.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';

/** One batch in a list. */
export interface BatchSummary {
  readonly exportId: string;
  readonly entity: string;
  readonly organisation: string;
  readonly state: BatchState;
  readonly upTo: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly transactions: number;
  readonly documents: Readonly<Partial<Record<DocumentState, number>>>;
  readonly debits: string;
  readonly wakeAt: string | null;
  readonly waitsFor: string | null;
  /** Set once it went to Xero as files. */
  readonly handedOver: HandedOver | null;
}

/** One document of a batch. */
export interface DocumentSummary {
  readonly part: number;
  readonly kind: string;
  readonly date: string;
  readonly text: string;
  readonly state: DocumentState;
  readonly xeroId: string | null;
  readonly lines: number;
  readonly total: string;
  readonly problem: Problem | null;
}

/** One decision of a person. */
export interface DecisionSummary {
  readonly at: string;
  readonly actor: string;
  /** Null where it is about the whole batch. */
  readonly part: number | null;
  readonly decided: Decided;
  /** What stands for the document in Xero from then on. */
  readonly xeroId: string | null;
  readonly reason: string;
}

/** One batch with its documents. */
export interface BatchStatus extends BatchSummary {
  /** Drafts that wait in Xero. */
  readonly awaitingApproval: number;
  readonly parts: readonly DocumentSummary[];
  /** The oldest first. */
  readonly decisions: readonly DecisionSummary[];
}

/** One line as sent. */
export interface LineSummary {
  readonly part: number;
  readonly line: number;
  readonly date: string;
  readonly account: string;
  readonly description: string;
  readonly taxType: string;
  readonly amount: string;
  readonly gst: string;
  readonly optionA: string;
  readonly optionB: string;
}

/** All batches of the mode in force, the newest first. */
export async function listExportsTask({
  store,
  mode,
}: TaskContext): Promise<{ batches: BatchSummary[] }> {
  return { batches: (await listBatches(store.reader, mode)).map(summaryOf) };
}

/** One batch with its documents; drafts await approval in Xero. */
export async function exportStatusTask(
  context: TaskContext,
  exportId: string,
): Promise<Outcome<BatchStatus>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const documents = await loadDocuments(context.store.reader, { batchId: batch.value.batchId });
  const parts = documents.map(documentSummaryOf);
  const receipts = await loadReceipts(context.store.reader, batch.value.batchId);
  const live = documents.filter((one) => one.documentState === 'confirmed');
  const liveIds = new Set(live.map((one) => one.documentId));
  const drafts = receipts.filter((one) => one.xeroStatus === 'DRAFT');
  const awaitingApproval = drafts.filter((one) => liveIds.has(one.documentId)).length;
  const decisions = await decisionsOf(context, batch.value.batchId, documents);
  return succeed({ ...summaryOf(batch.value), awaitingApproval, parts, decisions });
}

async function decisionsOf(
  { store }: TaskContext,
  batchId: number,
  documents: readonly StoredDocument[],
): Promise<DecisionSummary[]> {
  const parts = new Map(documents.map((one) => [one.documentId, one.part]));
  const decisions = await loadDecisions(store.reader, batchId);
  return decisions.map(({ at, actor, documentId, decided, xeroId, reason }) => {
    const part = parts.get(documentId ?? 0) ?? null;
    return { at, actor, part, decided, xeroId: xeroId ?? null, reason };
  });
}

/** The lines of a batch as they were sent; line 0 is the bank side, which Xero makes by itself. */
export async function exportLinesTask(
  context: TaskContext,
  exportId: string,
): Promise<Outcome<{ exportId: string; lines: LineSummary[] }>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const stored = await loadLines(context.store.reader, { batchId: batch.value.batchId });
  return succeed({ exportId, lines: stored.map(lineSummaryOf) });
}

/** A line as people see it. */
export function lineSummaryOf(line: StoredLine): LineSummary {
  return {
    part: line.part,
    line: line.lineNo,
    date: line.date,
    account: line.sentAccount,
    description: line.description,
    taxType: line.taxType,
    amount: formatCents(line.amount),
    gst: formatCents(line.gst),
    optionA: line.optionA,
    optionB: line.optionB,
  };
}

/** What one row put on a line. */
export interface PostingSummary {
  readonly id: string;
  readonly version: number;
  readonly date: string;
  readonly loanAccount: string;
  readonly element: string;
  readonly text: string;
  readonly amount: string;
  readonly gst: string;
}

/** The postings behind one line of a batch: every row that is in it. */
export async function exportPostingsTask(
  context: TaskContext,
  { exportId, part, line }: { exportId: string; part: number; line: number },
): Promise<Outcome<{ exportId: string; part: number; line: number; postings: PostingSummary[] }>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const { reader } = context.store;
  const { batchId } = batch.value;
  const after = { batchId, afterPart: part - 1, limit: 1 };
  const [document] = await loadDocuments(reader, after);
  const lines = await loadLines(reader, { batchId, documentId: document?.documentId ?? 0 });
  if (document?.part !== part || !lines.some((one) => one.lineNo === line)) {
    return fail(problem('batch.no_such_line', { exportId, part, line }));
  }
  const stored = await loadPostings(reader, { documentId: document.documentId, lineNo: line });
  const postings = stored.map((one) => ({
    id: one.id,
    version: one.version,
    date: one.date,
    loanAccount: one.loanAccount,
    element: one.element,
    text: one.description || one.reference,
    amount: formatCents(one.amount),
    gst: formatCents(one.gst),
  }));
  return succeed({ exportId, part, line, postings });
}

/** A document as lists show it. */
export function documentSummaryOf(document: StoredDocument): DocumentSummary {
  return {
    part: document.part,
    kind: document.kind,
    date: document.date,
    text: document.narration,
    state: document.documentState,
    xeroId: document.xeroId ?? null,
    lines: document.lines,
    total: formatCents(document.total),
    problem: document.problem ?? null,
  };
}

/** A batch as people see it. */
export function summaryOf(batch: ExportBatch): BatchSummary {
  return {
    exportId: batch.exportId,
    entity: batch.entity,
    organisation: batch.organisationName,
    state: batch.batchState,
    upTo: batch.upTo,
    createdAt: batch.createdAt,
    createdBy: batch.createdBy,
    transactions: batch.totals.transactions,
    documents: batch.documents,
    debits: formatCents(batch.totals.debits),
    wakeAt: batch.wakeAt ?? null,
    waitsFor: batch.parkReason ?? null,
    handedOver: batch.handedOver ?? null,
  };
}
