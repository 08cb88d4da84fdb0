import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { StepOutcome } from '../store/undo-writer.ts';
import type { ExportEffects } from './effects.ts';
import type { RecheckInput } from './recheck.ts';
import { holding, scopeOf, type UndoResult } from './undo.ts';
import { freeAndEnd } from './undo-carry.ts';
import { clearingOf } from './undo-choose.ts';
import { lookAtUndo, waitUntilOver } from './undo-look.ts';
import { loadMirrors, type Mirrored, settleBegun } from './undo-mirrors.ts';
import type { Undoing } from './undoing.ts';

/**
 * Ends an undo where it stands, with a person's reason on record: what is gone from Xero stays gone
 * and its rows come free, all else stays exported. Nothing is told to Xero any more. While it cannot
 * be seen what became of a document, the undo stays open.
 */
export async function giveUpUndo(
  effects: ExportEffects,
  batch: ExportBatch,
  { against, reason }: { against: RecheckInput; reason: string },
): Promise<Outcome<UndoResult>> {
  const { batchId, exportId } = batch;
  return holding(effects, batch, async (held) => {
    const undo = await effects.store.loadOpenUndo(batchId);
    if (undo === undefined) return fail(problem('undo.none_open', { exportId }));
    const scope = await scopeOf(effects, batch, against);
    if (!scope.ok) return scope;
    const undoing = { ...scope.value, held, undo: { ...undo, isWhole: false } };
    const unsettled = await settle(effects, undoing);
    if (unsettled.length > 0) return fail(...unsettled);
    await keepTheRest(effects, undoing, reason);
    const result = await resultOf(effects, undoing);
    await freeAndEnd(effects, undoing);
    const now = await effects.store.loadBatch(exportId);
    return succeed({ ...result, batchState: now?.batchState ?? batch.batchState });
  });
}

/** Sees what became of everything that was told or sent; gives what stays in doubt. */
async function settle(effects: ExportEffects, undoing: Undoing): Promise<Problem[]> {
  const { store } = effects;
  const { held, undo } = undoing;
  const steps = await store.loadUndoSteps(undo.undoId);
  const told = steps.filter((one) => one.stepState === 'sending' && one.action !== 'reverse');
  const looked = await lookAtUndo(effects, undoing);
  if (!looked.ok) return [...looked.problems];
  const left = new Set(looked.value.steps.map(({ document }) => document.documentId));
  const toldAt = told.flatMap(({ documentId, lastActiveAt }) =>
    left.has(documentId) ? (lastActiveAt ?? []) : [],
  );
  if (await waitUntilOver(effects, held, toldAt)) {
    const again = await lookAtUndo(effects, undoing);
    if (!again.ok) return [...again.problems];
  }
  const doubts = await withdrawUnsent(effects, undoing);
  return doubts.length > 0 ? doubts : settleBegun(effects, undoing);
}

/** Mirrors that never left stay away; gives the doubts about those that may have. */
async function withdrawUnsent(effects: ExportEffects, undoing: Undoing): Promise<Problem[]> {
  const { store } = effects;
  const { batch, held } = undoing;
  const { batchId, exportId } = batch;
  const unsent = await store.loadUnsent([batchId]);
  const isUnsent = ({ documentState, documentId }: Mirrored['mirror']) =>
    documentState === 'planned' || unsent.has(documentId);
  const mirrors = await loadMirrors(effects, undoing);
  const doubts = mirrors
    .map(({ mirror }) => mirror)
    .filter((one) => ['sending', 'inDoubt'].includes(one.documentState) && !isUnsent(one))
    .map(({ narration: text }) => problem('document.in_doubt', { text, exportId }));
  if (doubts.length > 0) return doubts;
  const away = mirrors.filter(({ mirror }) => isUnsent(mirror));
  await store.recordUndoSteps({
    held,
    undoId: undoing.undo.undoId,
    outcomes: away.map(({ original }) => ({ documentId: original.documentId, state: 'planned' })),
    mirrors: away.map(({ mirror: { documentId } }): DocumentOutcome => {
      return { documentId, state: 'withdrawn' };
    }),
  });
  return [];
}

async function keepTheRest(
  { store }: ExportEffects,
  { batch, held, undo }: Undoing,
  reason: string,
): Promise<void> {
  const { undoId } = undo;
  const documents = await store.loadDocuments({ batchId: batch.batchId });
  const texts = new Map(documents.map((one) => [one.documentId, one.narration]));
  const open = (await store.loadUndoSteps(undoId)).filter(
    ({ stepState }) => stepState === 'planned' || stepState === 'sending',
  );
  const outcomes = open.map(({ documentId }): StepOutcome => {
    const text = texts.get(documentId) ?? '';
    return { documentId, state: 'kept', problem: problem('undo.given_up', { text, reason }) };
  });
  for (let start = 0; start < outcomes.length; start += OUTCOMES_AT_ONCE) {
    const some = outcomes.slice(start, start + OUTCOMES_AT_ONCE);
    await store.recordUndoSteps({ held, undoId, outcomes: some });
  }
  await store.recordUndoSteps({ held, undoId, outcomes: [], givenUp: reason });
}

/** Small enough for one short transaction. */
const OUTCOMES_AT_ONCE = 200;

async function resultOf(
  effects: ExportEffects,
  undoing: Undoing,
): Promise<Omit<UndoResult, 'batchState'>> {
  const { store } = effects;
  const { batchId } = undoing.batch;
  const documents = await store.loadDocuments({ batchId });
  const byId = new Map(documents.map((one) => [one.documentId, one]));
  const steps = (await store.loadUndoSteps(undoing.undo.undoId)).flatMap((step) => {
    const document = byId.get(step.documentId);
    if (document === undefined) return [];
    const isKept = step.stepState === 'kept';
    const action = isKept ? ('keep' as const) : step.action;
    const reason = isKept ? step.problem : undefined;
    return [{ document, action, isGone: !isKept, reason, found: undefined }];
  });
  const gone = steps.filter(({ isGone }) => isGone).map(({ document }) => document.documentId);
  return {
    isWhole: false,
    steps,
    rows: await store.countRowsOf({ batchId, documentIds: gone, emptyStreams: [] }),
    clearing: await clearingOf(effects, undoing, new Set(gone)),
    warnings: [],
    problems: [],
  };
}
