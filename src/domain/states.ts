/** Where an export batch stands. `planning` is seen by nobody but its maker. */
export type BatchState =
  | 'planning'
  | 'planned'
  | 'approved'
  | 'sending'
  | 'parked'
  | 'attention'
  | 'complete'
  | 'undoing'
  | 'undone'
  | 'discarded';

/** Where one document stands. */
export type DocumentState =
  | 'planned'
  | 'sending'
  | 'posted'
  | 'confirmed'
  | 'rejected'
  | 'inDoubt'
  | 'conflict'
  | 'voided'
  | 'deleted'
  | 'reversed';

/** The state of a batch that follows from the states of its documents once nothing is under way. */
export function settledBatchState(documents: readonly DocumentState[]): BatchState {
  if (documents.every((documentState) => documentState === 'confirmed')) return 'complete';
  const isOpen = documents.some((documentState) =>
    ['planned', 'sending', 'posted', 'inDoubt'].includes(documentState),
  );
  return isOpen ? 'sending' : 'attention';
}
