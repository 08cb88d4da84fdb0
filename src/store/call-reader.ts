import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/found-document.ts';
import type { Database } from './schema.ts';
import type { CallState } from './schema-batch.ts';

/** One HTTP request of a batch as it was recorded. */
export interface StoredCall {
  readonly callId: number;
  readonly kind: DocumentKind;
  readonly generation: number;
  readonly idempotencyKey: string;
  readonly bodyHash: string;
  readonly callState: CallState;
  readonly firstSentAt: Instant | undefined;
  /** When it was last about to leave, or its end was recorded. */
  readonly lastActiveAt: Instant | undefined;
  readonly answeredAt: Instant | undefined;
  readonly httpStatus: number | undefined;
  readonly attempts: number;
  readonly answer: unknown;
  /** In the order in which they stand in the request. */
  readonly documentIds: readonly number[];
}

/** The calls of a batch in the order in which they were recorded; of some states only. */
export async function loadCalls(
  reader: Kysely<Database>,
  { batchId, states }: { batchId: number; states?: readonly CallState[] },
): Promise<StoredCall[]> {
  const rows = await reader
    .selectFrom('call')
    .selectAll()
    .where('batch_id', '=', batchId)
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .orderBy('call_id')
    .execute();
  const documentIds = await loadDocumentIds(reader, batchId);
  return rows.map((row) => ({
    callId: row.call_id,
    kind: row.kind,
    generation: row.generation,
    idempotencyKey: row.idempotency_key,
    bodyHash: row.body_hash,
    callState: row.state,
    firstSentAt: (row.first_sent_at ?? undefined) as Instant | undefined,
    lastActiveAt: (row.last_active_at ?? undefined) as Instant | undefined,
    answeredAt: (row.answered_at ?? undefined) as Instant | undefined,
    httpStatus: row.http_status ?? undefined,
    attempts: row.attempts,
    answer: row.answer === null ? undefined : JSON.parse(row.answer),
    documentIds: documentIds.get(row.call_id) ?? [],
  }));
}

/**
 * Documents under way that Xero cannot have: the last call of each waits to leave, for the first time
 * or after an answer that nothing of it was processed.
 */
export async function loadUnsent(
  reader: Kysely<Database>,
  batchIds: readonly number[],
): Promise<Set<number>> {
  const rows = await reader
    .selectFrom('call_document')
    .innerJoin('call', 'call.call_id', 'call_document.call_id')
    .innerJoin('document', 'document.document_id', 'call_document.document_id')
    .select(['call_document.document_id', 'call.state'])
    .where('document.batch_id', 'in', batchIds)
    .where('document.state', '=', 'sending')
    .orderBy('call_document.call_id')
    .execute();
  const last = new Map(rows.map((row) => [row.document_id, row.state]));
  return new Set([...last].filter(([, callState]) => callState === 'planned').map(([id]) => id));
}

async function loadDocumentIds(
  reader: Kysely<Database>,
  batchId: number,
): Promise<Map<number, number[]>> {
  const rows = await reader
    .selectFrom('call_document')
    .innerJoin('call', 'call.call_id', 'call_document.call_id')
    .select(['call_document.call_id', 'call_document.document_id'])
    .where('call.batch_id', '=', batchId)
    .orderBy('call_document.call_id')
    .orderBy('call_document.position')
    .execute();
  const ids = new Map<number, number[]>();
  for (const { call_id, document_id } of rows) {
    const known = ids.get(call_id);
    if (known === undefined) ids.set(call_id, [document_id]);
    else known.push(document_id);
  }
  return ids;
}
