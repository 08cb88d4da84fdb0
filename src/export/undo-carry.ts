import { type Problem, problem } from '../domain/problem.ts';
import { type BatchState, settledBatchState, UNDONE_STATES } from '../domain/states.ts';
import type { ExportEffects } from './effects.ts';
import { statesThatCount } from './states-that-count.ts';
import { emptyStreams } from './undo-choose.ts';
import { tellToEnd } from './undo-endings.ts';
import { lookAtUndo } from './undo-look.ts';
import { reverseLocked } from './undo-mirrors.ts';
import type { Undoing, UndoStopped } from './undoing.ts';

const ROUNDS = 4;

/**
 * Carries an undo out from wherever it stands: look, tell Xero, look again, reverse what is locked,
 * and only when every document has its end, free the rows and end the undo. Every step is committed
 * before it is relied on, so that the next worker goes on from there.
 */
export async function carryOutUndo(effects: ExportEffects, undoing: Undoing): Promise<Problem[]> {
  const stopped = (await endDocuments(effects, undoing)) ?? (await reverseLocked(effects, undoing));
  if (stopped !== undefined && effects.shouldStop()) {
    return [problem('batch.stopped', { exportId: undoing.batch.exportId })];
  }
  if (stopped !== undefined) return pause(effects, undoing, stopped);
  await freeAndEnd(effects, undoing);
  const { store } = effects;
  const steps = await store.loadUndoSteps(undoing.undo.undoId);
  const kept = steps.flatMap((one) => (one.stepState === 'kept' ? (one.problem ?? []) : []));
  const { batchId } = undoing.batch;
  const astray = (await store.loadDocuments({ batchId, states: ['conflict'] })).filter(
    (one) => one.mirrorOf !== undefined,
  );
  const known = new Set(kept.map(({ message }) => message));
  const more = astray.flatMap((one) => one.problem ?? []);
  return [...kept, ...more.filter(({ message }) => !known.has(message))];
}

/** Until a look shows nothing left to tell, or Xero stays silent. */
async function endDocuments(
  effects: ExportEffects,
  undoing: Undoing,
): Promise<UndoStopped | undefined> {
  for (let round = 1; ; round += 1) {
    const looked = await lookAtUndo(effects, undoing);
    if (!looked.ok) return { problems: looked.problems };
    const { steps, problems } = looked.value;
    if (steps.length === 0) return undefined;
    if (round > ROUNDS || effects.shouldStop()) return { problems };
    if (round > 1) await effects.wait(1000 * 2 ** round);
    const stopped = await tellToEnd(effects, undoing, steps);
    if (stopped !== undefined) return stopped;
  }
}

/** The batch stays as one that is being undone, with a wake-up time where only time is missing. */
async function pause(
  { store, clock, later }: ExportEffects,
  { held }: Undoing,
  { problems, waitMs }: UndoStopped,
): Promise<Problem[]> {
  if (waitMs !== undefined) {
    const reason = problems.map(({ message }) => message).join(' ');
    const wakeAt = later(clock.now(), waitMs);
    await store.setBatchState({ held, state: 'undoing', wakeAt, reason });
  }
  return [...problems];
}

/** Frees the rows of what is undone, and gives the batch the state that follows. */
export async function freeAndEnd(
  effects: ExportEffects,
  { batch, held, undo }: Undoing,
): Promise<void> {
  const { store, onProgress } = effects;
  onProgress({ doing: 'Freeing rows', done: 0, of: 1 });
  const documents = await store.loadDocuments({ batchId: batch.batchId });
  const own = documents.filter((one) => one.mirrorOf === undefined);
  const { holdsRows, undoId } = undo;
  const isWhole = undo.isWhole || own.every((one) => UNDONE_STATES.includes(one.documentState));
  await store.freeUndoneRows({ held, emptyStreams: isWhole ? emptyStreams(own) : [], holdsRows });
  const states = statesThatCount(documents);
  const batchState: BatchState =
    isWhole && states.length === 0 ? 'undone' : settledBatchState(states);
  await store.endUndo({ held, undoId, batchState });
}
