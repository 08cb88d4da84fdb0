import type { Instant } from '../domain/dates.ts';
import { type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { UndoStepTable } from '../store/schema-undo.ts';
import type { StoredUndoStep } from '../store/undo-reader.ts';
import type { StepOutcome } from '../store/undo-writer.ts';
import type { ExportEffects } from './effects.ts';
import { STILL_RUNNING_MS } from './look-up.ts';
import { LEASE_MS } from './sending.ts';
import { type DecidedStep, decideUndo } from './undo-decide.ts';
import type { Undoing } from './undoing.ts';

/** What is still to be told to Xero after a look. */
export interface StillToEnd {
  readonly steps: readonly DecidedStep[];
  /** Of documents that were told to end and still stand, without a word of Xero's why. */
  readonly problems: readonly Problem[];
}

/**
 * Looks at every document of an undo that has not ended, and commits what it sees: gone, never
 * there, or to be kept after all. Only what is read back as voided or deleted counts as undone.
 */
export async function lookAtUndo(
  effects: ExportEffects,
  undoing: Undoing,
): Promise<Outcome<StillToEnd>> {
  const { store } = effects;
  const { batch, held, undo } = undoing;
  const { undoId } = undo;
  const open = new Map(
    (await store.loadUndoSteps(undoId)).filter(isToLookAt).map((one) => [one.documentId, one]),
  );
  const all = await store.loadDocuments({ batchId: batch.batchId });
  const documents = all.filter((one) => open.has(one.documentId));
  const told = new Set([...open.values()].filter(isTold).map((one) => one.documentId));
  const { acceptsEdits } = undo;
  const decided = await decideUndo(effects, undoing, { documents, acceptsEdits, told });
  if (!decided.ok) return decided;
  if (await hasWaited(effects, undoing, { decided: decided.value, open }))
    return lookAtUndo(effects, undoing);
  const outcomes: StepOutcome[] = [];
  const steps: DecidedStep[] = [];
  const problems: Problem[] = [];
  for (const step of decided.value) {
    const known = open.get(step.document.documentId);
    const outcome = outcomeOf(step, known);
    if (outcome !== undefined) outcomes.push(outcome);
    if (outcome?.state === 'done' || outcome?.state === 'kept' || step.action === 'reverse')
      continue;
    steps.push(step);
    if (known !== undefined && isTold(known)) problems.push(unanswered(step, batch.exportId));
  }
  for (let start = 0; start < outcomes.length; start += OUTCOMES_AT_ONCE) {
    const some = outcomes.slice(start, start + OUTCOMES_AT_ONCE);
    await store.recordUndoSteps({ held, undoId, outcomes: some });
  }
  return succeed({ steps, problems });
}

/** Small enough for one short transaction. */
const OUTCOMES_AT_ONCE = 200;

/** A mirror that was recorded is followed to its end, whatever becomes of the locks. */
function isToLookAt({ stepState, action }: StoredUndoStep): boolean {
  return stepState === 'planned' || (stepState === 'sending' && action !== 'reverse');
}

function isTold({ stepState }: StoredUndoStep): boolean {
  return stepState === 'sending';
}

/** What a look ends; undefined where something is still to be told. */
function outcomeOf(step: DecidedStep, known: StoredUndoStep | undefined): StepOutcome | undefined {
  const { document, action, isGone, reason, found } = step;
  const { documentId } = document;
  const xeroStatus = found?.xeroStatus;
  if (action === 'keep') return { documentId, state: 'kept', problem: reason, xeroStatus };
  if (action === 'none') return { documentId, state: 'done' };
  if (action === 'withdraw' || isGone) {
    const state = DOCUMENT_STATES[action];
    return { documentId, state: 'done', action, xeroStatus, document: { state } };
  }
  if (action !== known?.action) return { documentId, state: 'planned', action };
  return known.problem === undefined
    ? undefined
    : { documentId, state: 'kept', problem: known.problem, xeroStatus };
}

/**
 * Before a document is treated otherwise than it was told to end, nothing that was told may still be
 * under way: a mirror beside a void that lands late would undo the journal twice.
 */
async function hasWaited(
  effects: ExportEffects,
  { held }: Undoing,
  at: { decided: readonly DecidedStep[]; open: ReadonlyMap<number, StoredUndoStep> },
): Promise<boolean> {
  const moments = at.decided.flatMap(({ document, action, isGone }) => {
    const known = at.open.get(document.documentId);
    if (known === undefined || isGone || !isTold(known)) return [];
    const isAnswered = known.attempts === 1 && known.problem !== undefined;
    const isOther = action !== known.action || known.problem !== undefined;
    return isOther && !isAnswered && known.lastActiveAt !== undefined ? [known.lastActiveAt] : [];
  });
  return waitUntilOver(effects, held, moments);
}

/** Waits until nothing that was told at these moments can be under way; false where nothing can. */
export async function waitUntilOver(
  effects: ExportEffects,
  held: HeldBatch,
  toldAt: readonly Instant[],
): Promise<boolean> {
  const newest = [...toldAt].sort().at(-1);
  if (newest === undefined) return false;
  const waitsMs = STILL_RUNNING_MS - effects.elapsedMs(newest, effects.xeroNow());
  if (waitsMs <= 0) return false;
  const doing = 'Waiting until an earlier request cannot still be running';
  const { store, clock, later, onProgress, wait } = effects;
  await store.renewLease({ held, until: later(clock.now(), LEASE_MS) });
  onProgress({ doing, done: 0, of: 1, waitsMs });
  await wait(waitsMs);
  return true;
}

const DOCUMENT_STATES = {
  void: 'voided',
  delete: 'deleted',
  reverse: 'reversed',
  withdraw: 'withdrawn',
} as const satisfies Record<UndoStepTable['action'], string>;

function unanswered({ document, found }: DecidedStep, exportId: string): Problem {
  const { narration: text } = document;
  return problem('undo.no_answer', { text, xeroStatus: found?.xeroStatus ?? '', exportId });
}
