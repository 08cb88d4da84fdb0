/** Where an export batch stands. `planning` is seen by nobody but its maker. */
export type BatchState =
  | 'planning'
  | 'planned'
  | 'approved'
  | 'sending'
  | 'parked'
  | 'attention'
  /** Went to Xero as a file, and is not all found there yet. */
  | 'handedOver'
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
  | 'reversed'
  /** Taken out of its batch before it ever reached Xero. */
  | 'withdrawn';

/** Documents in these states put nothing on Xero's accounts any more, and hold no rows. */
export const UNDONE_STATES: readonly DocumentState[] = [
  'voided',
  'deleted',
  'reversed',
  'withdrawn',
];

/**
 * The state of a batch that follows from the states of its documents once nothing is under way;
 * journals that reverse others are not among them.
 */
export function settledBatchState(all: readonly DocumentState[]): BatchState {
  const documents = all.filter((one) => !UNDONE_STATES.includes(one));
  if (all.length > 0 && documents.length === 0) return 'undone';
  if (documents.every((documentState) => documentState === 'confirmed')) return 'complete';
  const isOpen = documents.some((documentState) =>
    ['planned', 'sending', 'posted', 'inDoubt'].includes(documentState),
  );
  return isOpen ? 'sending' : 'attention';
}
