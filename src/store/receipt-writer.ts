import type { Transaction } from 'kysely';
import type { FoundDocument } from '../domain/found-document.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { type DocumentOutcome, setDocumentStates, tally } from './document-states.ts';
import { moneyToJson } from './money-json.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/** What reading one document back proved. */
export interface NewReceipt {
  readonly documentId: number;
  readonly xeroStatus: string;
  readonly sentHash: string;
  readonly foundHash: string;
  readonly found: FoundDocument;
  /** Empty when every field of every line is as sent. */
  readonly differences: readonly unknown[];
}

/** Keeps receipts and, in the same transaction, what they mean for their documents. */
export async function recordReceipts(
  store: Store,
  act: Act,
  step: {
    held: HeldBatch;
    receipts: readonly NewReceipt[];
    outcomes: readonly DocumentOutcome[];
  },
): Promise<void> {
  const { held, receipts, outcomes } = step;
  await writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      for (const receipt of receipts) await putReceipt(tx, act, { receipt });
      await setDocumentStates(tx, held, outcomes);
      await audit('receipts.recorded', { receipts: receipts.length, ...tally(outcomes) });
    },
  });
}

/** Keeps the newest receipt of a document; with the decision by which its differences hold. */
export async function putReceipt(
  tx: Transaction<Database>,
  act: Act,
  { receipt, decisionId }: { receipt: NewReceipt; decisionId?: number },
): Promise<void> {
  const row = {
    read_at: act.at,
    xero_status: receipt.xeroStatus,
    sent_hash: receipt.sentHash,
    found_hash: receipt.foundHash,
    found: moneyToJson(receipt.found),
    differences: moneyToJson(receipt.differences),
    decision_id: decisionId ?? null,
  };
  await tx
    .insertInto('receipt')
    .values({ document_id: receipt.documentId, ...row })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(row))
    .execute();
}
