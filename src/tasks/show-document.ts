import type { Difference } from '../domain/compare-documents.ts';
import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import { loadDecisions } from '../store/decision-reader.ts';
import { loadCallsOf, loadReceiptOf, loadUndosOf } from '../store/document-history.ts';
import { loadBodies, loadDocuments, type StoredDocument } from '../store/document-reader.ts';
import { type DocumentEvent, eventsOf } from './document-events.ts';
import { findBatch } from './send-export.ts';
import { type DocumentSummary, documentSummaryOf } from './show-exports.ts';
import type { TaskContext } from './task-context.ts';
import { linksFor } from './xero-links.ts';

/** One document: what was sent, what Xero showed, and what happened on the way. */
export interface ShownDocument extends DocumentSummary {
  readonly exportId: string;
  readonly batchState: BatchState;
  readonly documentKey: string;
  readonly marker: string;
  readonly contactId: string;
  readonly xeroLink: string | null;
  /** The exact bytes of its element. */
  readonly body: string;
  /** The part that it reverses, and the part that reverses it. */
  readonly reverses: number | null;
  readonly reversedBy: number | null;
  readonly receipt: ShownReceipt | null;
  /** The oldest first. */
  readonly history: readonly DocumentEvent[];
}

/** What reading it back proved. */
interface ShownReceipt {
  readonly readAt: string;
  readonly xeroStatus: string;
  readonly isReconciled: boolean;
  /** A person decided that what was found stands for the document. */
  readonly isAccepted: boolean;
  /** SHA-256 of what was found. */
  readonly foundHash: string;
  readonly differences: readonly Difference[];
  readonly found: {
    readonly date: string;
    readonly text: string;
    readonly lines: readonly {
      readonly account: string;
      readonly description: string;
      readonly amount: string;
      readonly gst: string;
      readonly taxType: string;
      readonly options: string;
    }[];
  };
}

/** One document of a batch by its part. Problems: `batch.unknown`, `undo.no_document`. */
export async function showDocumentTask(
  context: TaskContext,
  { exportId, part }: { exportId: string; part: number },
): Promise<Outcome<ShownDocument>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const { reader } = context.store;
  const documents = await loadDocuments(reader, { batchId: batch.value.batchId });
  const document = documents.find((one) => one.part === part);
  if (document === undefined) {
    return fail(problem('undo.no_document', { exportId, asked: part }));
  }
  const { documentId } = document;
  const bodies = await loadBodies(reader, [documentId]);
  const receipt = await loadReceiptOf(reader, documentId);
  const linkOf = await linksFor(context, batch.value.tenantId);
  const calls = await loadCallsOf(reader, documentId);
  const undos = await loadUndosOf(reader, documentId);
  const all = await loadDecisions(reader, batch.value.batchId);
  const decisions = all.filter((one) => one.documentId === documentId);
  return succeed({
    ...documentSummaryOf(document),
    ...kin(document, documents),
    exportId,
    batchState: batch.value.batchState,
    documentKey: document.documentKey,
    marker: document.marker,
    contactId: document.contactId,
    xeroLink: linkOf(document),
    body: bodies.get(documentId) ?? '',
    receipt: receipt === undefined ? null : shownReceipt(receipt),
    history: eventsOf({ batch: batch.value, calls, undos, receipt, decisions }),
  });
}

type AcceptedReceipt = NonNullable<Awaited<ReturnType<typeof loadReceiptOf>>>;

function kin(document: StoredDocument, documents: readonly StoredDocument[]) {
  const original = documents.find((one) => one.documentId === document.mirrorOf);
  const mirror = documents.findLast((one) => one.mirrorOf === document.documentId);
  return { reverses: original?.part ?? null, reversedBy: mirror?.part ?? null };
}

function shownReceipt(receipt: AcceptedReceipt): ShownReceipt {
  const { readAt, xeroStatus, foundHash, differences, found } = receipt;
  return {
    ...{ readAt, xeroStatus, foundHash },
    isAccepted: receipt.isAccepted,
    isReconciled: found.bank?.isReconciled === true,
    differences: differences as readonly Difference[],
    found: {
      date: found.date,
      text: found.text,
      lines: found.lines.map((line) => ({
        account: line.glAccountCode,
        description: line.description,
        amount: formatCents(line.amount),
        gst: formatCents(line.gst),
        taxType: line.taxType,
        options: line.tracking.map(({ category, option }) => `${category}: ${option}`).join(', '),
      })),
    },
  };
}
