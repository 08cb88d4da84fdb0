import type { Transaction } from 'kysely';
import type { PlannedDocument } from '../domain/planned-document.ts';
import { invariant, type Problem } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { chunksOf } from './chunks.ts';
import { insertDecision } from './decision-writer.ts';
import { type DocumentOutcome, setDocumentStates, tally } from './document-states.ts';
import { insertDocuments } from './plan-writer.ts';
import type { Database } from './schema.ts';
import type { UndoStepTable } from './schema-undo.ts';
import type { Store } from './store.ts';

/** An undo as it is decided, before anything of it leaves. */
export interface NewUndo {
  readonly isWhole: boolean;
  readonly holdsRows: boolean;
  readonly acceptsEdits: boolean;
  readonly reason: string;
  readonly steps: readonly {
    readonly documentId: number;
    readonly action: UndoStepTable['action'];
  }[];
}

/** What became of one step; an outcome for its document goes into the same transaction. */
export interface StepOutcome {
  readonly documentId: number;
  readonly state: UndoStepTable['state'];
  readonly action?: UndoStepTable['action'];
  readonly xeroStatus?: string | undefined;
  readonly problem?: Problem | undefined;
  readonly document?: Omit<DocumentOutcome, 'documentId'> | undefined;
}

const STEPS_AT_ONCE = 500;

/** Commits what is to be undone; from then on the batch can only be undone further. */
export async function beginUndo(
  store: Store,
  act: Act,
  { held, undo }: { held: HeldBatch; undo: NewUndo },
): Promise<number> {
  const { isWhole, holdsRows, acceptsEdits, reason, steps } = undo;
  return writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      const batch = { state: 'undoing' as const, wake_at: null, park_reason: null };
      await tx.updateTable('batch').set(batch).where('batch_id', '=', held.batchId).execute();
      const { undo_id } = await tx
        .insertInto('undo')
        .values({
          batch_id: held.batchId,
          state: 'open',
          is_whole: isWhole ? 1 : 0,
          holds_rows: holdsRows ? 1 : 0,
          accepts_edits: acceptsEdits ? 1 : 0,
          reason,
          started_at: act.at,
          started_by: act.actor,
          ended_at: null,
        })
        .returning('undo_id')
        .executeTakeFirstOrThrow();
      for (const chunk of chunksOf(steps, STEPS_AT_ONCE)) {
        const rows = chunk.map((step) => ({ ...newStep(undo_id, step) }));
        await tx.insertInto('undo_step').values(rows).execute();
      }
      await audit('undo.begun', { undoId: undo_id, documents: steps.length, reason });
      return undo_id;
    },
  });
}

/** Commits the bytes and the key of a call that is about to leave. */
export async function recordUndoAttempt(
  store: Store,
  act: Act,
  step: {
    held: HeldBatch;
    undoId: number;
    idempotencyKey: string;
    bodies: ReadonlyMap<number, string>;
  },
): Promise<void> {
  const { held, undoId, idempotencyKey, bodies } = step;
  await writeHeld(store, act, {
    held,
    states: ['undoing'],
    work: async (tx, audit) => {
      for (const [documentId, body] of bodies) {
        const { numUpdatedRows } = await tx
          .updateTable('undo_step')
          .set((eb) => ({
            state: 'sending',
            body,
            idempotency_key: idempotencyKey,
            attempts: eb('attempts', '+', 1),
            last_active_at: act.xeroAt ?? act.at,
            problem: null,
          }))
          .where('undo_id', '=', undoId)
          .where('document_id', '=', documentId)
          .where('state', 'in', ['planned', 'sending'])
          .executeTakeFirst();
        invariant(numUpdatedRows === 1n, `document ${documentId} is to be undone`);
      }
      await audit('undo.sent', { undoId, documents: [...bodies.keys()].join(' ') });
    },
  });
}

/** Commits what Xero said, or showed, of documents that are undone. */
export async function recordUndoSteps(
  store: Store,
  act: Act,
  step: {
    held: HeldBatch;
    undoId: number;
    outcomes: readonly StepOutcome[];
    /** Of mirrors that are not to go after all. */
    mirrors?: readonly DocumentOutcome[];
    /** Why a person ends the undo where it stands. */
    givenUp?: string;
  },
): Promise<void> {
  const { held, undoId, outcomes, mirrors = [], givenUp } = step;
  if (outcomes.length === 0 && givenUp === undefined) return;
  const originals = outcomes.flatMap(({ documentId, document }): DocumentOutcome[] =>
    document === undefined ? [] : [{ documentId, ...document }],
  );
  const documents = [...originals, ...mirrors];
  await writeHeld(store, act, {
    held,
    states: ['undoing'],
    work: async (tx, audit) => {
      for (const outcome of outcomes) await setStep(tx, act, { undoId, outcome });
      await setDocumentStates(tx, held, documents);
      await withdrawCalls(tx, documents);
      if (givenUp !== undefined) {
        const undo = { is_whole: 0 as const };
        await tx.updateTable('undo').set(undo).where('undo_id', '=', undoId).execute();
        const row = { decided: 'undoGivenUp' as const, reason: givenUp, shown: [] };
        await insertDecision(tx, act, { held, row });
      }
      const action = givenUp === undefined ? 'undo.recorded' : 'undo.given_up';
      await audit(action, { undoId, ...tally(documents) });
    },
  });
}

/** Adds the journal that reverses a document to its batch; it waits to be sent like any other. */
export async function recordMirror(
  store: Store,
  act: Act,
  step: { held: HeldBatch; undoId: number; documentId: number; mirror: PlannedDocument },
): Promise<void> {
  const { held, undoId, documentId, mirror } = step;
  await writeHeld(store, act, {
    held,
    states: ['undoing'],
    work: async (tx, audit) => {
      const ids = await insertDocuments({ store, tx }, held, [mirror]);
      await tx
        .updateTable('document')
        .set({ mirror_of: documentId })
        .where('document_id', '=', ids.get(mirror.part) ?? 0)
        .execute();
      await setStep(tx, act, { undoId, outcome: { documentId, state: 'sending' } });
      await audit('undo.mirror_recorded', { undoId, documentId, part: mirror.part });
    },
  });
}

/** Ends an undo whose last row is free; the batch goes on from the state that follows. */
export async function endUndo(
  store: Store,
  act: Act,
  step: { held: HeldBatch; undoId: number; batchState: BatchState },
): Promise<void> {
  const { held, undoId, batchState } = step;
  await writeHeld(store, act, {
    held,
    states: ['undoing'],
    work: async (tx, audit) => {
      const ended = { state: 'ended' as const, ended_at: act.at };
      await tx.updateTable('undo').set(ended).where('undo_id', '=', undoId).execute();
      const batch = { state: batchState, wake_at: null, park_reason: null };
      await tx.updateTable('batch').set(batch).where('batch_id', '=', held.batchId).execute();
      await audit('undo.ended', { undoId, state: batchState });
    },
  });
}

function newStep(undo_id: number, { documentId, action }: NewUndo['steps'][number]) {
  return {
    undo_id,
    document_id: documentId,
    action,
    state: 'planned' as const,
    body: null,
    idempotency_key: null,
    attempts: 0,
    last_active_at: null,
    xero_status: null,
    problem: null,
  };
}

async function setStep(
  tx: Transaction<Database>,
  act: Act,
  { undoId, outcome }: { undoId: number; outcome: StepOutcome },
): Promise<void> {
  const { documentId, state, action, xeroStatus, problem } = outcome;
  await tx
    .updateTable('undo_step')
    .set({
      state,
      last_active_at: act.xeroAt ?? act.at,
      problem: problem === undefined ? null : JSON.stringify(problem),
      ...(action === undefined ? {} : { action }),
      ...(xeroStatus === undefined ? {} : { xero_status: xeroStatus }),
    })
    .where('undo_id', '=', undoId)
    .where('document_id', '=', documentId)
    .execute();
}

/** A call that never left is not sent once one of its documents is withdrawn. */
async function withdrawCalls(
  tx: Transaction<Database>,
  documents: readonly DocumentOutcome[],
): Promise<void> {
  const withdrawn = documents.filter((one) => one.state === 'withdrawn');
  for (const chunk of chunksOf(withdrawn, STEPS_AT_ONCE)) {
    const ids = chunk.map((one) => one.documentId);
    const calls = tx.selectFrom('call_document').select('call_id').where('document_id', 'in', ids);
    await tx
      .updateTable('call')
      .set({ state: 'refused' })
      .where('state', '=', 'planned')
      .where('call_id', 'in', calls)
      .execute();
  }
}
