import type { SentContent } from '../domain/compare-documents.ts';
import type { Problem } from '../domain/problem.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { OpenUndo } from '../store/undo-reader.ts';
import type { RecheckInput } from './recheck.ts';

/** A batch whose documents are looked at, to be undone. */
export interface UndoScope {
  readonly batch: ExportBatch;
  readonly against: RecheckInput;
  /** What was sent, by document id. */
  readonly contents: ReadonlyMap<number, SentContent>;
}

/** An undo in this worker's hands. */
export interface Undoing extends UndoScope {
  readonly held: HeldBatch;
  readonly undo: OpenUndo;
}

/** What keeps an undo from ending now; the rest of it is done later. */
export interface UndoStopped {
  readonly problems: readonly Problem[];
  /** Where nothing but time is missing. */
  readonly waitMs?: number | undefined;
}
