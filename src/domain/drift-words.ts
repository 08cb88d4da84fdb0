import type { DriftKind } from './drift.ts';

/** What was found by a watch, as people read it. */
export const DRIFT_WORDS: Readonly<Record<DriftKind, string>> = {
  edited: 'edited',
  voided: 'voided',
  deleted: 'deleted',
  notFound: 'not found',
  secondCopy: 'second copy',
  foreign: 'of others',
};
