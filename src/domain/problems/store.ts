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
  'store.disk_full': {
    message: 'There is no space left for {place} ({reason}); the last step was not stored.',
    remedy:
      'The administrator makes space, then the same command is given again. What was under way is looked up in Xero before anything is sent again.',
    retry: 'after_fix',
  },
  'store.disk_broken': {
    message:
      'The disk of {place} does not keep what is written ({reason}); this program writes nothing more.',
    remedy:
      'The administrator looks after the disk, restores the books from a backup where they were damaged, and starts tieout again.',
    retry: 'after_fix',
  },
  'store.busy': {
    message: 'Another program has been writing to {place} for too long ({reason}).',
    remedy: 'Give the command again when the other program has finished.',
    retry: 'later',
  },
  'store.collision': {
    message:
      "This step and those of other programs stood in each other's way again and again ({reason}).",
    remedy: 'Nothing of it was stored. Give the command again.',
    retry: 'now',
  },
  'store.rows_taken': {
    message:
      'Batch {exportId} was to take {expected} row parts and got {claimed}: {by} changed them meanwhile.',
    remedy: 'Nothing was stored. Plan again, if anything still waits.',
    retry: 'now',
  },
});
