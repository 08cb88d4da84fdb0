import { sql, type Transaction } from 'kysely';
import type { DocumentKind } from '../domain/found-document.ts';
import { invariant } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { chunksOf } from './chunks.ts';
import { type DocumentOutcome, setDocumentStates, tally } from './document-states.ts';
import type { Database } from './schema.ts';
import type { CallState } from './schema-batch.ts';
import type { Store } from './store.ts';

/** A call before it is sent: its documents in order, its key and the hash of its bytes. */
export interface NewCall {
  readonly kind: DocumentKind;
  readonly generation: number;
  readonly idempotencyKey: string;
  readonly bodyHash: string;
  readonly documentIds: readonly number[];
}

/** How one call ended, and what became of each of its documents. */
export interface CallOutcome {
  readonly callId: number;
  /** `planned` after an answer that says that nothing was processed: the same bytes go again. */
  readonly state: Extract<CallState, 'planned' | 'answered' | 'unknown' | 'refused'>;
  readonly httpStatus?: number;
  /** What is worth keeping of the answer; never a secret. */
  readonly answer?: object;
  readonly documents: readonly DocumentOutcome[];
}

const CALLS_AT_ONCE = 40;

/**
 * Commits calls before their first byte leaves; their documents are `sending` from then on. A
 * document in doubt, or rejected, goes out again under a higher generation only.
 */
export async function recordCalls(
  store: Store,
  act: Act,
  { held, calls }: { held: HeldBatch; calls: readonly NewCall[] },
): Promise<number[]> {
  const ids: number[] = [];
  for (const chunk of chunksOf(calls, CALLS_AT_ONCE)) {
    const written = await writeHeld(store, act, {
      held,
      work: async (tx, audit) => {
        const callIds: number[] = [];
        for (const call of chunk) {
          const callId = await insertCall(tx, held, call);
          await markSending(tx, held, call);
          callIds.push(callId);
          await audit('call.recorded', { callId, documents: call.documentIds.length });
        }
        return callIds;
      },
    });
    ids.push(...written);
  }
  return ids;
}

/** Commits that a call is about to leave, again or for the first time. */
export async function recordAttempt(
  store: Store,
  act: Act,
  { held, callId }: { held: HeldBatch; callId: number },
): Promise<{ attempts: number; firstSentAt: string }> {
  const leftAt = act.xeroAt ?? act.at;
  return writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      const row = await tx
        .updateTable('call')
        .set((eb) => ({
          state: 'sending',
          attempts: eb('attempts', '+', 1),
          first_sent_at: eb.fn.coalesce('first_sent_at', sql.lit(leftAt)),
          last_active_at: leftAt,
        }))
        .where('call_id', '=', callId)
        .where('batch_id', '=', held.batchId)
        .where('state', 'in', ['planned', 'sending', 'unknown'])
        .returning(['attempts', 'first_sent_at'])
        .executeTakeFirst();
      invariant(row !== undefined, `call ${callId} of ${held.exportId} has no answer yet`);
      await audit('call.sent', { callId, attempts: row.attempts });
      return { attempts: row.attempts, firstSentAt: row.first_sent_at ?? leftAt };
    },
  });
}

/** Commits an answer, or that none came, with what it means for each document. */
export async function recordOutcomes(
  store: Store,
  act: Act,
  { held, outcome }: { held: HeldBatch; outcome: CallOutcome },
): Promise<void> {
  const { callId, state, httpStatus, answer, documents } = outcome;
  await writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      await tx
        .updateTable('call')
        .set({
          state,
          http_status: httpStatus ?? null,
          answer: answer === undefined ? null : JSON.stringify(answer),
          last_active_at: act.xeroAt ?? act.at,
          answered_at: state === 'answered' || state === 'refused' ? act.at : null,
        })
        .where('call_id', '=', callId)
        .where('batch_id', '=', held.batchId)
        .execute();
      await setDocumentStates(tx, held, documents);
      const facts = httpStatus === undefined ? { callId } : { callId, httpStatus };
      await audit(`call.${state}`, { ...facts, ...tally(documents) });
    },
  });
}

async function insertCall(
  tx: Transaction<Database>,
  held: HeldBatch,
  call: NewCall,
): Promise<number> {
  const { call_id } = await tx
    .insertInto('call')
    .values({
      batch_id: held.batchId,
      kind: call.kind,
      generation: call.generation,
      idempotency_key: call.idempotencyKey,
      body_hash: call.bodyHash,
      documents: call.documentIds.length,
      state: 'planned',
      first_sent_at: null,
      last_active_at: null,
      answered_at: null,
      http_status: null,
      answer: null,
    })
    .returning('call_id')
    .executeTakeFirstOrThrow();
  const documents = call.documentIds.map((document_id, position) => {
    return { call_id, position, document_id };
  });
  await tx.insertInto('call_document').values(documents).execute();
  return call_id;
}

async function markSending(
  tx: Transaction<Database>,
  held: HeldBatch,
  { generation, documentIds }: NewCall,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('document')
    .set({ state: 'sending', generation, problem: null })
    .where('batch_id', '=', held.batchId)
    .where('document_id', 'in', documentIds)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'planned').and('generation', '<=', generation),
        eb('state', 'in', ['inDoubt', 'rejected']).and('generation', '<', generation),
      ]),
    )
    .executeTakeFirst();
  const isWhole = numUpdatedRows === BigInt(documentIds.length);
  invariant(isWhole, `every document of a call of ${held.exportId} may be sent`);
}
