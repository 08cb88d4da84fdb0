import { formatCents } from '../domain/money.ts';
import type { Problem } from '../domain/problem.ts';
import type { BatchState, DocumentState } from '../domain/states.ts';
import type { UndoAction } from '../domain/undo-plan.ts';
import type { UndoResult } from '../export/undo.ts';
import type { UndoAsked } from '../export/undo-choose.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { ProgressListener } from './export-engine.ts';

/** What `export undo` is asked. */
export interface UndoWanted extends UndoAsked {
  readonly exportId: string;
  readonly isPreview: boolean;
  readonly onProgress?: ProgressListener;
}

/** One document of `export undo`. */
export interface UndoneDocument {
  readonly part: number;
  readonly kind: string;
  readonly date: string;
  readonly text: string;
  readonly total: string;
  /** What is done to it; `none`: it was undone before. */
  readonly action: UndoAction;
  readonly state: DocumentState;
  readonly xeroId: string | null;
  /** The part that reverses it. */
  readonly mirrorPart: number | null;
  /** Why it is kept. */
  readonly reason: Problem | null;
}

/** What `export undo --json` prints. */
export interface UndoReport {
  readonly exportId: string;
  readonly state: BatchState;
  readonly isPreview: boolean;
  readonly documents: readonly UndoneDocument[];
  /** Rows that come free in each stream; with `--hold` they wait until they are released. */
  readonly rows: { readonly journals: number; readonly bank: number };
  readonly isHeld: boolean;
  /** By how much clearing accounts change until the rows are exported again. */
  readonly clearing: readonly { readonly code: string; readonly amount: string }[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** What an undo did, or would do, for people and programs. */
export function undoReportOf(
  { exportId, isPreview, holdsRows }: Pick<UndoWanted, 'exportId' | 'isPreview' | 'holdsRows'>,
  { batchState, steps, rows, clearing, problems, warnings }: UndoResult,
  documents: readonly StoredDocument[],
): UndoReport {
  return {
    exportId,
    state: batchState,
    isPreview,
    documents: steps.map(({ document, action, reason }) => {
      const now = documents.find((one) => one.documentId === document.documentId);
      const mirror = documents.findLast((one) => one.mirrorOf === document.documentId);
      return {
        ...shown(now ?? document),
        action,
        mirrorPart: mirror?.part ?? null,
        reason: reason ?? null,
      };
    }),
    rows,
    isHeld: holdsRows,
    clearing: clearing.map(({ glAccount: code, amount }) => ({
      code,
      amount: formatCents(amount),
    })),
    problems,
    warnings,
  };
}

function shown({ part, kind, date, narration, total, documentState, xeroId }: StoredDocument) {
  return {
    part,
    kind,
    date,
    text: narration,
    total: formatCents(total),
    state: documentState,
    xeroId: xeroId ?? null,
  };
}
