import {
  fail,
  invariant,
  type Outcome,
  type Problem,
  problem,
  succeed,
} from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { UndoStepTable } from '../store/schema-undo.ts';
import type { ExportEffects } from './effects.ts';
import { checkOrganisation, type RecheckInput } from './recheck.ts';
import { loadSentContents } from './sent-content.ts';
import { takeBatch } from './take-batch.ts';
import { noteVoidedMirrors } from './undo-astray.ts';
import { carryOutUndo } from './undo-carry.ts';
import { chooseUndo, type PlannedUndo, type UndoAsked } from './undo-choose.ts';
import type { DecidedStep } from './undo-decide.ts';
import type { UndoScope } from './undoing.ts';

/** What was undone, or would be. */
export interface UndoResult extends PlannedUndo {
  readonly batchState: BatchState;
  /** What came up on the way; what is kept by the plan stands in its steps. */
  readonly problems: readonly Problem[];
}

/** What undoing would do: the same path as undoing, without storing and telling anything. */
export async function previewUndo(
  effects: ExportEffects,
  batch: ExportBatch,
  { against, asked }: { against: RecheckInput; asked: UndoAsked },
): Promise<Outcome<UndoResult>> {
  const { exportId, batchState } = batch;
  if (batchState === 'undoing') return fail(problem('undo.cut_short', { exportId }));
  const scope = await scopeOf(effects, batch, against);
  if (!scope.ok) return scope;
  const planned = await chooseUndo(effects, scope.value, asked);
  return planned.ok ? succeed({ ...planned.value, batchState, problems: [] }) : planned;
}

/** Undoes a batch or some of its documents; ends an undo that was cut short before. */
export async function undoBatch(
  effects: ExportEffects,
  batch: ExportBatch,
  { against, asked }: { against: RecheckInput; asked: UndoAsked },
): Promise<Outcome<UndoResult>> {
  return holding(effects, batch, async (held) => {
    const scope = await scopeOf(effects, batch, against);
    if (!scope.ok) return scope;
    const unfinished = await resumeHeld(effects, scope.value, held);
    if (unfinished.length > 0) return fail(...unfinished);
    await noteVoidedMirrors(effects, batch, held);
    const planned = await chooseUndo(effects, scope.value, asked);
    if (!planned.ok) return planned;
    const carried = await undoHeld(effects, scope.value, { held, asked, planned: planned.value });
    const problems = [...carried, ...keptAlone(planned.value)];
    const batchState = await stateOf(effects, batch);
    return succeed({ ...planned.value, batchState, problems });
  });
}

/** Goes on with an undo that was cut short. */
export async function resumeUndo(
  effects: ExportEffects,
  batch: ExportBatch,
  against: RecheckInput,
): Promise<Outcome<{ batchState: BatchState; problems: readonly Problem[] }>> {
  return holding(effects, batch, async (held) => {
    const scope = await scopeOf(effects, batch, against);
    if (!scope.ok) return scope;
    const problems = await resumeHeld(effects, scope.value, held);
    return succeed({ batchState: await stateOf(effects, batch), problems });
  });
}

/** Works on a batch while no other worker may. Problem: `batch.held_elsewhere`. */
export async function holding<T>(
  effects: ExportEffects,
  { batchId, exportId }: ExportBatch,
  work: (held: HeldBatch) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const held = await takeBatch(effects, batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  try {
    return await work(held);
  } finally {
    await effects.store.releaseLease(held);
  }
}

/** What an undo is decided on. Problem: `organisation.other`. */
export async function scopeOf(
  effects: ExportEffects,
  batch: ExportBatch,
  against: RecheckInput,
): Promise<Outcome<UndoScope>> {
  const others = checkOrganisation(against, batch.exportId);
  if (others.length > 0) return fail(...others);
  const { batchId } = batch;
  const documents = await effects.store.loadDocuments({ batchId });
  const contents = await loadSentContents(effects, batchId, documents);
  return succeed({ batch, against, contents });
}

/** Ends what an earlier worker began; gives what still keeps it from its end. */
async function resumeHeld(
  effects: ExportEffects,
  scope: UndoScope,
  held: HeldBatch,
): Promise<Problem[]> {
  const undo = await effects.store.loadOpenUndo(scope.batch.batchId);
  return undo === undefined ? [] : carryOutUndo(effects, { ...scope, held, undo });
}

async function undoHeld(
  effects: ExportEffects,
  scope: UndoScope,
  { held, asked, planned }: { held: HeldBatch; asked: UndoAsked; planned: PlannedUndo },
): Promise<Problem[]> {
  const { isWhole } = planned;
  const steps = planned.steps.flatMap(toCommit);
  const hasRows = planned.steps.length > 0 || ENDED.includes(scope.batch.batchState);
  if (steps.length === 0 && (!isWhole || hasRows)) return [];
  const { holdsRows, acceptsEdits, reason } = asked;
  const undo = { isWhole, holdsRows, acceptsEdits, reason, steps };
  await effects.store.beginUndo({ held, undo });
  const open = await effects.store.loadOpenUndo(scope.batch.batchId);
  invariant(open !== undefined, 'an undo that was begun is open');
  return carryOutUndo(effects, { ...scope, held, undo: open });
}

/** Where all that was asked for is kept, nothing was done at all. */
function keptAlone({ steps }: PlannedUndo): Problem[] {
  const isKept = steps.every(({ action }) => action === 'keep' || action === 'none');
  return isKept ? steps.flatMap(({ reason }) => reason ?? []) : [];
}

const ENDED: readonly BatchState[] = ['undone', 'discarded'];

function toCommit({ document, action }: DecidedStep) {
  if (action === 'keep' || action === 'none') return [];
  const step: { documentId: number; action: UndoStepTable['action'] } = {
    documentId: document.documentId,
    action,
  };
  return [step];
}

async function stateOf({ store }: ExportEffects, batch: ExportBatch): Promise<BatchState> {
  return (await store.loadBatch(batch.exportId))?.batchState ?? batch.batchState;
}
