import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { Decided } from '../domain/decision.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { moneyFromJson } from './money-json.ts';
import type { Database } from './schema.ts';

/** A decision of a person as it was recorded. */
export interface StoredDecision {
  /** Undefined where it is about the whole batch. */
  readonly documentId: number | undefined;
  readonly decided: Decided;
  readonly xeroId: string | undefined;
  readonly reason: string;
  readonly actor: string;
  readonly at: Instant;
  /** The documents that Xero showed at that moment. */
  readonly shown: readonly FoundDocument[];
}

/** The decisions on a batch, the oldest first. */
export async function loadDecisions(
  reader: Kysely<Database>,
  batchId: number,
): Promise<StoredDecision[]> {
  const rows = await reader
    .selectFrom('decision')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('decision_id')
    .execute();
  return rows.map((row) => ({
    documentId: row.document_id ?? undefined,
    decided: row.decided,
    xeroId: row.xero_id ?? undefined,
    reason: row.reason,
    actor: row.actor,
    at: row.at as Instant,
    shown: moneyFromJson<readonly FoundDocument[]>(row.shown),
  }));
}

/** Documents of a batch that a person took as Xero held them, by document id. */
export async function loadAccepted(
  reader: Kysely<Database>,
  batchId: number,
): Promise<Map<number, FoundDocument>> {
  const rows = await reader
    .selectFrom('receipt')
    .innerJoin('document', 'document.document_id', 'receipt.document_id')
    .select(['receipt.document_id', 'receipt.found'])
    .where('document.batch_id', '=', batchId)
    .where('receipt.decision_id', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.document_id, moneyFromJson<FoundDocument>(row.found)]));
}

/** Which other document of ours is known under an id of Xero's; undefined where none is. */
export async function loadKnownAs(
  reader: Kysely<Database>,
  wanted: { tenantId: string; xeroId: string; butNot: number },
): Promise<string | undefined> {
  const row = await reader
    .selectFrom('document')
    .select('narration')
    .where('tenant_id', '=', wanted.tenantId)
    .where('xero_id', '=', wanted.xeroId)
    .where('document_id', '<>', wanted.butNot)
    .executeTakeFirst();
  return row?.narration;
}
