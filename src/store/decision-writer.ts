import type { Transaction } from 'kysely';
import type { Decided } from '../domain/decision.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { invariant } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { moneyToJson } from './money-json.ts';
import { type NewReceipt, putReceipt } from './receipt-writer.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/** What a person decided on one document, with what Xero showed. */
export interface NewDecision {
  readonly documentId: number;
  /** What stands in Xero, where the document counts as posted; undefined where it goes out again. */
  readonly receipt: NewReceipt | undefined;
  readonly reason: string;
  readonly shown: readonly FoundDocument[];
  /** Where the batch stands then; undefined where it stays as it is. */
  readonly batchState: BatchState | undefined;
}

/**
 * Records a decision and, in the same transaction, what it means: the document is confirmed with
 * the receipt of what stands in Xero, or waits to go out anew, under a higher generation and so
 * under another key.
 */
export async function recordDecision(
  store: Store,
  act: Act,
  { held, decision }: { held: HeldBatch; decision: NewDecision },
): Promise<void> {
  const { documentId, receipt, reason, shown, batchState } = decision;
  const decided = receipt === undefined ? ('notPosted' as const) : ('posted' as const);
  const xeroId = receipt?.found.xeroId;
  await writeHeld(store, act, {
    held,
    states: ['sending', 'parked', 'handedOver', 'attention'],
    work: async (tx, audit) => {
      const row = { documentId, decided, xeroId, reason, shown };
      const decisionId = await insertDecision(tx, act, { held, row });
      await settleDocument(tx, held, { documentId, xeroId });
      if (receipt !== undefined) await putReceipt(tx, act, { receipt, decisionId });
      if (batchState !== undefined) {
        const change = { state: batchState, wake_at: null, park_reason: null };
        await tx.updateTable('batch').set(change).where('batch_id', '=', held.batchId).execute();
      }
      await audit('document.decided', { documentId, decided, xeroId: xeroId ?? '', reason });
    },
  });
}

/** Adds a decision to the record; without a document it is about the whole batch. */
export async function insertDecision(
  tx: Transaction<Database>,
  act: Act,
  { held, row }: { held: HeldBatch; row: DecisionRow },
): Promise<number> {
  const { decision_id } = await tx
    .insertInto('decision')
    .values({
      batch_id: held.batchId,
      document_id: row.documentId ?? null,
      decided: row.decided,
      xero_id: row.xeroId ?? null,
      reason: row.reason,
      actor: act.actor,
      at: act.at,
      shown: moneyToJson(row.shown),
    })
    .returning('decision_id')
    .executeTakeFirstOrThrow();
  return decision_id;
}

interface DecisionRow {
  readonly documentId?: number;
  readonly decided: Decided;
  readonly xeroId?: string | undefined;
  readonly reason: string;
  readonly shown: readonly FoundDocument[];
}

async function settleDocument(
  tx: Transaction<Database>,
  held: HeldBatch,
  { documentId, xeroId }: { documentId: number; xeroId: string | undefined },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('document')
    .set((eb) =>
      xeroId === undefined
        ? { state: 'planned', xero_id: null, generation: eb('generation', '+', 1), problem: null }
        : { state: 'confirmed', xero_id: xeroId, problem: null },
    )
    .where('batch_id', '=', held.batchId)
    .where('document_id', '=', documentId)
    .where('state', 'in', ['conflict', 'inDoubt', 'rejected'])
    .executeTakeFirst();
  invariant(numUpdatedRows === 1n, `document ${documentId} waits for a decision`);
}
