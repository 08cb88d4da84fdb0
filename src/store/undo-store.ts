import type { Act } from './act.ts';
import type { Store } from './store.ts';
import {
  countRowsOf,
  loadOpenUndo,
  loadSharing,
  loadTakenBack,
  loadUndoSteps,
} from './undo-reader.ts';
import { freeUndoneRows } from './undo-rows.ts';
import {
  beginUndo,
  endUndo,
  recordMirror,
  recordUndoAttempt,
  recordUndoSteps,
} from './undo-writer.ts';

type Wanted<F> = F extends (first: never, second: infer Second) => unknown ? Second : never;
type Step<F> = F extends (store: never, act: never, step: infer What) => unknown ? What : never;

/** What undoing asks of the store, as part of the engine's view of it. */
export function undoParts(store: Store, act: () => Act) {
  const { reader } = store;
  return {
    loadOpenUndo: (batchId: number) => loadOpenUndo(reader, batchId),
    loadUndoSteps: (undoId: number) => loadUndoSteps(reader, undoId),
    loadSharing: (batchId: number) => loadSharing(reader, batchId),
    loadTakenBack: (wanted: Wanted<typeof loadTakenBack>) => loadTakenBack(reader, wanted),
    countRowsOf: (wanted: Wanted<typeof countRowsOf>) => countRowsOf(reader, wanted),
    beginUndo: (step: Step<typeof beginUndo>) => beginUndo(store, act(), step),
    recordUndoAttempt: (step: Step<typeof recordUndoAttempt>) =>
      recordUndoAttempt(store, act(), step),
    recordUndoSteps: (step: Step<typeof recordUndoSteps>) => recordUndoSteps(store, act(), step),
    recordMirror: (step: Step<typeof recordMirror>) => recordMirror(store, act(), step),
    freeUndoneRows: (wanted: Step<typeof freeUndoneRows>) => freeUndoneRows(store, act(), wanted),
    endUndo: (step: Step<typeof endUndo>) => endUndo(store, act(), step),
  };
}
