import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { moneyFromJson } from './money-json.ts';
import type { Database } from './schema.ts';

/** What reading one document back proved, and when. */
export interface StoredReceipt {
  readonly documentId: number;
  readonly readAt: Instant;
  readonly xeroStatus: string;
  readonly sentHash: string;
  readonly foundHash: string;
  readonly found: FoundDocument;
  readonly differences: readonly unknown[];
}

/** The receipts of a batch, by part. */
export async function loadReceipts(
  reader: Kysely<Database>,
  batchId: number,
): Promise<StoredReceipt[]> {
  const rows = await reader
    .selectFrom('receipt')
    .innerJoin('document', 'document.document_id', 'receipt.document_id')
    .selectAll('receipt')
    .where('document.batch_id', '=', batchId)
    .orderBy('document.part')
    .execute();
  return rows.map((row) => ({
    documentId: row.document_id,
    readAt: row.read_at as Instant,
    xeroStatus: row.xero_status,
    sentHash: row.sent_hash,
    foundHash: row.found_hash,
    found: moneyFromJson<FoundDocument>(row.found),
    differences: moneyFromJson<readonly unknown[]>(row.differences),
  }));
}
