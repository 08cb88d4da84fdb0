import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import type { Problem } from '../domain/problem.ts';
import { moneyFromJson } from './money-json.ts';
import type { StoredReceipt } from './receipt-reader.ts';
import type { Database } from './schema.ts';
import type { CallState } from './schema-batch.ts';
import type { UndoStepTable } from './schema-undo.ts';

/** One call that carried a document. */
export interface CallOfDocument {
  readonly generation: number;
  readonly callState: CallState;
  readonly firstSentAt: Instant | undefined;
  readonly answeredAt: Instant | undefined;
  readonly httpStatus: number | undefined;
  readonly attempts: number;
  /** How many documents it carried. */
  readonly documents: number;
  readonly idempotencyKey: string;
}

/** What an undo did to a document. */
export interface UndoOfDocument {
  readonly startedAt: Instant;
  readonly startedBy: string;
  readonly reason: string;
  readonly action: UndoStepTable['action'];
  readonly stepState: UndoStepTable['state'];
  /** As read back from Xero. */
  readonly xeroStatus: string | undefined;
  readonly problem: Problem | undefined;
}

/** The calls that carried a document, the first one first. */
export async function loadCallsOf(
  reader: Kysely<Database>,
  documentId: number,
): Promise<CallOfDocument[]> {
  const rows = await reader
    .selectFrom('call_document')
    .innerJoin('call', 'call.call_id', 'call_document.call_id')
    .select(['call.generation', 'call.state', 'call.first_sent_at', 'call.answered_at'])
    .select(['call.http_status', 'call.attempts', 'call.documents', 'call.idempotency_key'])
    .where('call_document.document_id', '=', documentId)
    .orderBy('call.call_id')
    .execute();
  return rows.map((row) => ({
    generation: row.generation,
    callState: row.state,
    firstSentAt: (row.first_sent_at ?? undefined) as Instant | undefined,
    answeredAt: (row.answered_at ?? undefined) as Instant | undefined,
    httpStatus: row.http_status ?? undefined,
    attempts: row.attempts,
    documents: row.documents,
    idempotencyKey: row.idempotency_key,
  }));
}

/** What undoing did to a document, the first undo first. */
export async function loadUndosOf(
  reader: Kysely<Database>,
  documentId: number,
): Promise<UndoOfDocument[]> {
  const rows = await reader
    .selectFrom('undo_step')
    .innerJoin('undo', 'undo.undo_id', 'undo_step.undo_id')
    .select(['undo.started_at', 'undo.started_by', 'undo.reason'])
    .select(['undo_step.action', 'undo_step.state', 'undo_step.xero_status', 'undo_step.problem'])
    .where('undo_step.document_id', '=', documentId)
    .orderBy('undo.undo_id')
    .execute();
  return rows.map((row) => ({
    startedAt: row.started_at as Instant,
    startedBy: row.started_by,
    reason: row.reason,
    action: row.action,
    stepState: row.state,
    xeroStatus: row.xero_status ?? undefined,
    problem: row.problem === null ? undefined : JSON.parse(row.problem),
  }));
}

/**
 * What reading a document back last proved, and whether a person accepted its differences; undefined
 * where it was never read back.
 */
export async function loadReceiptOf(
  reader: Kysely<Database>,
  documentId: number,
): Promise<(StoredReceipt & { readonly isAccepted: boolean }) | undefined> {
  const row = await reader
    .selectFrom('receipt')
    .selectAll()
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    documentId,
    readAt: row.read_at as Instant,
    xeroStatus: row.xero_status,
    sentHash: row.sent_hash,
    foundHash: row.found_hash,
    found: moneyFromJson<FoundDocument>(row.found),
    differences: moneyFromJson<readonly unknown[]>(row.differences),
    isAccepted: row.decision_id !== null,
  };
}
