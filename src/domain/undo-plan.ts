import { changesSince } from './accepted-document.ts';
import {
  compareDocuments,
  isLiveInXero,
  listDifferences,
  type RateOf,
  type SentContent,
} from './compare-documents.ts';
import type { AccountingDate } from './dates.ts';
import type { DocumentKind, FoundDocument } from './found-document.ts';
import { isLocked } from './locks.ts';
import { type Problem, problem } from './problem.ts';
import { type DocumentState, UNDONE_STATES } from './states.ts';

/**
 * What is done to a document: a posted journal is voided, a draft or a bank transaction deleted, a
 * locked journal reversed by a mirror, what never reached Xero withdrawn. `none`: undone before.
 */
export type UndoAction = 'void' | 'delete' | 'reverse' | 'withdraw' | 'none' | 'keep';

/** A document of a batch, as far as undoing it needs to know. */
export interface UndoDocument {
  readonly documentId: number;
  readonly kind: DocumentKind;
  /** Narration or reference; names it in problems. */
  readonly narration: string;
  readonly documentState: DocumentState;
  readonly xeroId: string | undefined;
}

/** What is known of the documents at the moment of the undo. */
export interface UndoKnowledge {
  /** As just read from Xero, by document id; missing where Xero does not hold it. */
  readonly found: ReadonlyMap<number, FoundDocument>;
  readonly contents: ReadonlyMap<number, SentContent>;
  /** As Xero held them when a person took them as they were, by document id. */
  readonly accepted: ReadonlyMap<number, FoundDocument>;
  readonly rateOf: RateOf;
  /** The later of Xero's lock dates and of our own closed period. */
  readonly lockedUpTo: AccountingDate | undefined;
  /** Documents whose rows a later batch took back, with that batch's export id. */
  readonly takenBack: ReadonlyMap<number, string>;
  /** Documents that hold rows together: such rows are freed whole or not at all. */
  readonly sharing: readonly (readonly number[])[];
  /** A person decided that documents changed in Xero are undone as well. */
  readonly acceptsEdits: boolean;
}

/** The decision on one document. */
export interface UndoStep<D extends UndoDocument = UndoDocument> {
  readonly document: D;
  readonly action: UndoAction;
  /** Xero shows it as voided or deleted already. */
  readonly isGone: boolean;
  /** Why a document is kept; undefined for all others. */
  readonly reason: Problem | undefined;
}

/** Decides on every document what undoing it means, and names what is kept (ACCOUNTING 3.10). */
export function planUndo<D extends UndoDocument>(
  documents: readonly D[],
  knowledge: UndoKnowledge,
): UndoStep<D>[] {
  const steps = documents.map((one) => decide(one, knowledge));
  return keepTogether(steps, knowledge.sharing);
}

/** The chosen documents with all that hold rows together with them, in turn. */
export function takeAlong(
  chosen: ReadonlySet<number>,
  sharing: UndoKnowledge['sharing'],
): Set<number> {
  const all = new Set(chosen);
  let size = 0;
  while (size !== all.size) {
    size = all.size;
    for (const group of sharing.filter((ids) => ids.some((id) => all.has(id)))) {
      for (const id of group) all.add(id);
    }
  }
  return all;
}

function decide<D extends UndoDocument>(document: D, knowledge: UndoKnowledge): UndoStep<D> {
  const { documentId, documentState, narration: text, xeroId } = document;
  const act = (action: UndoAction, isGone = false): UndoStep<D> => {
    return { document, action, isGone, reason: undefined };
  };
  const keep = (reason: Problem): UndoStep<D> => {
    return { document, action: 'keep', isGone: false, reason };
  };
  if (UNDONE_STATES.includes(documentState)) return act('none');
  const later = knowledge.takenBack.get(documentId);
  if (later !== undefined) return keep(problem('undo.taken_back', { text, later }));
  if (NEVER_POSTED.includes(documentState)) return act('withdraw');
  const found = knowledge.found.get(documentId);
  if (found === undefined || xeroId === undefined) {
    return keep(problem('undo.not_possible', { text, xeroStatus: 'not found by one id' }));
  }
  if (found.xeroStatus === 'VOIDED') return act('void', true);
  if (found.xeroStatus === 'DELETED') return act('delete', true);
  if (!isLiveInXero(found)) {
    return keep(problem('undo.not_possible', { text, xeroStatus: found.xeroStatus }));
  }
  const action = liveAction(document, found, knowledge);
  return typeof action === 'string' ? act(action) : keep(action);
}

/** What Xero refused, and what waits in a call that has not left, is in Xero under no id. */
const NEVER_POSTED: readonly DocumentState[] = ['planned', 'rejected', 'sending'];

function liveAction(
  { documentId, narration: text }: UndoDocument,
  found: FoundDocument,
  { contents, accepted, rateOf, lockedUpTo, acceptsEdits }: UndoKnowledge,
): UndoAction | Problem {
  const { date } = found;
  const isLockedNow = isLocked(date, lockedUpTo);
  const lock = { text, date, lockedUpTo: lockedUpTo ?? '' };
  const content = contents.get(documentId);
  const differences = content === undefined ? [] : compareDocuments(content, found, rateOf);
  const isEdited = differences.length > 0;
  const expected = content && { content, accepted: accepted.get(documentId) };
  const changes = expected === undefined ? [] : changesSince(expected, found, rateOf);
  if (changes.length > 0 && !acceptsEdits) {
    return problem('undo.edited', { text, differences: listDifferences(changes) });
  }
  if (found.xeroStatus === 'DRAFT') return 'delete';
  if (found.bank?.isReconciled === true) return problem('undo.reconciled', { text });
  if (found.kind === 'bankTransaction')
    return isLockedNow ? problem('undo.locked', lock) : 'delete';
  if (!isLockedNow) return 'void';
  return isEdited ? problem('undo.edited_and_locked', lock) : 'reverse';
}

/** Rows come free whole: what shares rows with a document that is kept is kept with it. */
function keepTogether<D extends UndoDocument>(
  steps: readonly UndoStep<D>[],
  sharing: UndoKnowledge['sharing'],
): UndoStep<D>[] {
  const kept = new Map(
    steps
      .filter((one) => one.action === 'keep')
      .map((one) => [one.document.documentId, one.document.narration]),
  );
  const other = (documentId: number) => {
    const group = sharing.find((ids) => ids.includes(documentId) && ids.some((id) => kept.has(id)));
    return kept.get(group?.find((id) => kept.has(id)) ?? 0);
  };
  const held = steps.map((step): UndoStep<D> => {
    const { documentId, narration: text } = step.document;
    const mate = other(documentId);
    if (step.action === 'keep' || step.action === 'none' || mate === undefined) return step;
    const reason = problem('undo.shares_rows', { text, other: mate });
    return { ...step, action: 'keep', isGone: false, reason };
  });
  const isSettled = held.every((step, index) => step === steps[index]);
  return isSettled ? held : keepTogether(held, sharing);
}
