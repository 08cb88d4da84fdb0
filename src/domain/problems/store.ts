import { topic } from './table.ts';

/** What the store refuses. */
export const storeProblems = topic({
  'store.newer_version': {
    message: 'The data in {place} has version {found}; this program knows versions up to {known}.',
    remedy:
      'Use the newer tieout that wrote the data. To go back on purpose, put the copy before-{known}.sqlite of the data folder in place of tieout.sqlite.',
    retry: 'after_fix',
  },
  'store.lease_lost': {
    message:
      'Another worker has taken over export batch {exportId}: this one holds turn {held}, the batch is at turn {current}.',
    remedy: 'Nothing needs to be done: the other worker goes on where this one stopped.',
    retry: 'never',
  },
  'store.rows_taken': {
    message:
      'Batch {exportId} was to take {expected} row parts and got {claimed}: {by} changed them meanwhile.',
    remedy: 'Nothing was stored. Plan again, if anything still waits.',
    retry: 'now',
  },
});
