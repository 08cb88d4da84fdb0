import { isLiveInXero } from './compare-documents.ts';
import type { DocumentKind, FoundDocument } from './found-document.ts';
import { findMarkers } from './marker.ts';
import { fail, type Outcome, type Problem, problem, succeed } from './problem.ts';
import type { DocumentState } from './states.ts';

/** What a person may decide of a document. */
export type DecidedAs = 'posted' | 'notPosted';

/** Every kind of decision on record. */
export type Decided = DecidedAs | 'undoGivenUp';

/** A document of a batch, as far as deciding on it needs to know. */
export interface DecidableDocument {
  readonly kind: DocumentKind;
  /** Narration or reference; names it in problems. */
  readonly narration: string;
  readonly marker: string;
  readonly documentState: DocumentState;
  /** The document that it reverses, where it was made for an undo. */
  readonly mirrorOf: number | undefined;
}

/** What is decided on, and in which batch. */
export interface AskedDecision {
  readonly exportId: string;
  readonly document: DecidableDocument;
  readonly decidedAs: DecidedAs;
}

const DECIDABLE: Readonly<Record<DecidedAs, readonly DocumentState[]>> = {
  posted: ['conflict', 'inDoubt', 'rejected'],
  // What Xero refused goes out again by itself.
  notPosted: ['conflict', 'inDoubt'],
};

/** Why nobody may decide on a document. Problems: `decision.not_open`, `decision.is_mirror`. */
export function checkDecidable({ exportId, document, decidedAs }: AskedDecision): Problem[] {
  const { narration: text, documentState: state, mirrorOf } = document;
  if (mirrorOf !== undefined) return [problem('decision.is_mirror', { text, exportId })];
  if (DECIDABLE[decidedAs].includes(state)) return [];
  return [problem('decision.not_open', { text, state, exportId, decidedAs: WORDS[decidedAs] })];
}

const WORDS: Readonly<Record<DecidedAs, string>> = { posted: 'posted', notPosted: 'not posted' };

/** What Xero shows at the moment of a decision. */
export interface ShownByXero {
  /** Everything with the document's marker, or under the id that is known of it, of every status. */
  readonly own: readonly FoundDocument[];
  /** The document that the person names, where one is named. */
  readonly chosen:
    | {
        readonly xeroId: string;
        readonly found: FoundDocument | undefined;
        /** The other document of ours that it is known as; blank for none. */
        readonly knownAs: string;
      }
    | undefined;
}

/**
 * Judges a decision by what Xero shows; gives the document that stands in Xero from now on, or
 * undefined where none does. A second live copy is never accepted. Problems:
 * `decision.stands_in_xero`, `.nothing_found`, `.several_live`, `.not_live`, `.belongs_elsewhere`.
 */
export function judgeDecision(
  { exportId, document, decidedAs }: AskedDecision,
  { own, chosen }: ShownByXero,
): Outcome<FoundDocument | undefined> {
  const { narration: text } = document;
  const live = own.filter(isLiveInXero);
  const xeroIds = idsOf(live);
  if (decidedAs === 'notPosted') {
    if (live.length === 0) return succeed(undefined);
    return fail(problem('decision.stands_in_xero', { text, xeroIds, exportId }));
  }
  const named = chosen === undefined ? undefined : checkChosen(document, chosen);
  if (named?.ok === false) return named;
  const accepted = named?.value ?? live[0];
  if (accepted === undefined) return fail(problem('decision.nothing_found', { text }));
  const others = live.filter((one) => one.xeroId !== accepted.xeroId);
  if (others.length === 0) return succeed(accepted);
  const times = others.length + 1;
  const all = { text, times, xeroIds: idsOf([accepted, ...others]) };
  return fail(problem('decision.several_live', all));
}

function checkChosen(
  { narration: text, marker, kind }: DecidableDocument,
  { xeroId, found, knownAs }: NonNullable<ShownByXero['chosen']>,
): Outcome<FoundDocument> {
  const xeroStatus = found?.xeroStatus ?? 'not found';
  if (found === undefined || !isLiveInXero(found)) {
    const kindName = kind === 'manualJournal' ? 'manual journal' : 'bank transaction';
    return fail(problem('decision.not_live', { xeroId, xeroStatus, kind: kindName }));
  }
  const marked = findMarkers(found.text).find((one) => one !== marker);
  const other = knownAs || marked;
  if (other === undefined) return succeed(found);
  return fail(problem('decision.belongs_elsewhere', { xeroId, other, text }));
}

function idsOf(found: readonly FoundDocument[]): string {
  return found.map(({ xeroId }) => xeroId).join(', ');
}
