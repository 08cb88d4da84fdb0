import type { AccountingDate } from './dates.ts';
import type { FoundDocument } from './found-document.ts';
import { findMarkers } from './marker.ts';
import { addCents, type Cents, negateCents, subtractCents, sumCents, ZERO_CENTS } from './money.ts';
import { type DocumentState, UNDONE_STATES } from './states.ts';
import type { ClassedMovement, Movement, OwnMovement, TieOutClass } from './tie-out.ts';

/** The frozen postings of one of our documents on one account, by their own dates. */
export interface DocumentPosting {
  readonly account: string;
  readonly ownDate: AccountingDate;
  /** Includes GST. */
  readonly amount: Cents;
  readonly gst: Cents;
}

/** One of our documents of a live batch, as planned. */
export interface OurDocument {
  readonly name: string;
  readonly entity: string;
  readonly marker: string;
  readonly date: AccountingDate;
  readonly documentState: DocumentState;
  /** Xero's id of it, where an answer or a look told it. */
  readonly xeroId: string | undefined;
  /** It waits in a call that has not left, so that Xero cannot have it. */
  readonly isUnsent: boolean;
  /** It reverses another one, and no row is in it. */
  readonly isMirror: boolean;
  readonly postings: readonly DocumentPosting[];
  /** What Xero should hold: our lines, with GST as Xero computes it by line. */
  readonly expected: readonly Movement[];
}

/** What the tie-out reads from documents: ours, found, and why they differ. */
export interface DocumentMovements {
  readonly ours: OwnMovement[];
  readonly found: Movement[];
  readonly classed: ClassedMovement[];
}

/** What the classing of documents needs to know. */
export interface ClassingContext {
  readonly date: AccountingDate;
  /** Code of the organisation's GST account; blank when it has none. */
  readonly gstAccount: string;
  /** The day of the opening balances, which hold all that is foreign up to then. */
  readonly openedOn: AccountingDate | undefined;
}

const COUNTED = ['POSTED', 'AUTHORISED'];

/** Classes every difference between our documents and what a full listing of Xero holds. */
export function classDocuments(
  documents: readonly OurDocument[],
  listed: readonly FoundDocument[],
  context: ClassingContext,
): DocumentMovements {
  const result: DocumentMovements = { ours: [], found: [], classed: [] };
  const live = [
    ...listed.filter((one) => COUNTED.includes(one.xeroStatus)),
    ...listed.filter((one) => one.xeroStatus === 'DRAFT'),
  ];
  const own = findOwn(documents, live);
  for (const document of documents) {
    classDocument(document, own.get(document), { context, result });
  }
  const taken = new Set(own.values());
  for (const left of live.filter((one) => !taken.has(one))) {
    if (findMarkers(left.text).length > 0) addCopy(left, context, result);
    else addForeign(left, context, result);
  }
  return result;
}

/** Ours by Xero's id, since a person may rewrite a narration with the marker in it; else by marker. */
function findOwn(
  documents: readonly OurDocument[],
  live: readonly FoundDocument[],
): Map<OurDocument, FoundDocument> {
  const byId = new Map(live.map((one) => [one.xeroId, one]));
  const own = new Map<OurDocument, FoundDocument>();
  for (const document of documents) {
    const found = byId.get(document.xeroId ?? '');
    if (found !== undefined) own.set(document, found);
  }
  const marked = byMarker(live);
  const taken = new Set(own.values());
  for (const document of documents.filter((one) => !own.has(one))) {
    const found = marked.get(document.marker)?.find((one) => !taken.has(one));
    if (found === undefined) continue;
    taken.add(found);
    own.set(document, found);
  }
  return own;
}

function byMarker(listed: readonly FoundDocument[]): Map<string, FoundDocument[]> {
  const marked = new Map<string, FoundDocument[]>();
  for (const one of listed) {
    for (const marker of findMarkers(one.text)) {
      marked.set(marker, [...(marked.get(marker) ?? []), one]);
    }
  }
  return marked;
}

/** Net on the account, GST on the organisation's GST account. */
export function netAndGst(
  line: { account: string; amount: Cents; gst: Cents },
  date: AccountingDate,
  { gstAccount }: Pick<ClassingContext, 'gstAccount'>,
): Movement[] {
  const net = { account: line.account, date, amount: subtractCents(line.amount, line.gst) };
  if (line.gst === ZERO_CENTS) return [net];
  return [net, { account: gstAccount, date, amount: line.gst }];
}

/** What a document found in Xero puts on its accounts. */
function foundMovements(found: FoundDocument, context: ClassingContext): Movement[] {
  const { date, lines, bank } = found;
  const movements = lines.flatMap((line) => {
    const account = line.glAccountCode || line.accountId;
    return netAndGst({ account, amount: line.amount, gst: line.gst }, date, context);
  });
  if (bank === undefined) return movements;
  const amount = negateCents(sumCents(lines.map((line) => line.amount)));
  return [...movements, { account: bank.glAccountCode || bank.accountId, date, amount }];
}

type Classing = { readonly context: ClassingContext; readonly result: DocumentMovements };

function classDocument(
  document: OurDocument,
  found: FoundDocument | undefined,
  { context, result }: Classing,
): void {
  const { date, postings, expected, name, entity } = document;
  const own = postings.filter((one) => one.ownDate <= context.date);
  const ours = own.flatMap((one) => netAndGst(one, one.ownDate, context));
  for (const one of ours) result.ours.push({ ...one, entity, of: name });
  const add = (why: TieOutClass, movements: readonly Movement[]) => {
    for (const one of movements) result.classed.push({ ...one, class: why, of: name });
  };
  const there = found === undefined ? [] : countedMovements(found, context);
  for (const one of there) result.found.push(one);
  if (isUndone(document)) {
    for (const one of undoneMovements(document, { ours, there, found }, context)) {
      add(one.class, [one]);
    }
    return;
  }
  if (date > context.date) {
    add('timing', turned(ours));
    add('editedInXero', there);
    return;
  }
  add('timing', movedTo(date, postings, context));
  add('gstRounding', roundings(postings, expected, context));
  if (found === undefined || !COUNTED.includes(found.xeroStatus)) {
    add(whyNotThere(document, found), turned(expected));
    return;
  }
  const isRedated = found.date !== date;
  add(
    'editedInXero',
    isRedated ? [...turned(expected), ...there] : differencesOf(expected, there, date),
  );
}

/** Its rows wait again, or will in a moment, whatever Xero still shows of it. */
function isUndone({ documentState, isMirror }: OurDocument): boolean {
  return isMirror || UNDONE_STATES.includes(documentState);
}

/**
 * A reversed journal and its mirror stand in Xero without rows: each is timing on its own date, and
 * together they are nil. Nothing is left of a document that was voided or deleted.
 */
function undoneMovements(
  document: OurDocument,
  at: { ours: Movement[]; there: Movement[]; found: FoundDocument | undefined },
  context: ClassingContext,
): Omit<ClassedMovement, 'of'>[] {
  const { date, documentState, isMirror } = document;
  const stays = (isMirror || documentState === 'reversed') && date <= context.date;
  const left = stays ? document.expected : [];
  const isThere = at.found !== undefined && COUNTED.includes(at.found.xeroStatus);
  const isSame = isThere && at.found?.date === date;
  const classed = (why: TieOutClass, movements: readonly Movement[]) =>
    movements.map((one) => ({ ...one, class: why }));
  const missing = isThere ? 'editedInXero' : whyNotThere(document, at.found);
  return [
    ...classed('notYetExported', turned(at.ours)),
    ...classed('timing', left),
    ...(isSame && stays
      ? classed('editedInXero', differencesOf(left, at.there, date))
      : [...classed(missing, turned(left)), ...classed('editedInXero', at.there)]),
  ];
}

function turned(movements: readonly Movement[]): Movement[] {
  return movements.map((one) => ({ ...one, amount: negateCents(one.amount) }));
}

/** What a document found in Xero puts on its balances at the tie-out's date; a draft nothing. */
function countedMovements(found: FoundDocument, context: ClassingContext): Movement[] {
  const isCounted = COUNTED.includes(found.xeroStatus) && found.date <= context.date;
  return isCounted ? foundMovements(found, context) : [];
}

/**
 * From their own dates, where ours counts them, to the document's. Both at once are nil but on
 * income and expense, which land on retained earnings where a financial year ends between the two.
 */
function movedTo(
  date: AccountingDate,
  postings: readonly DocumentPosting[],
  context: ClassingContext,
): Movement[] {
  return postings
    .filter((one) => one.ownDate !== date)
    .flatMap((one) => {
      const at = netAndGst(one, date, context);
      if (one.ownDate > context.date) return at;
      return [...turned(netAndGst(one, one.ownDate, context)), ...at];
    });
}

const NOT_EXPORTED: readonly DocumentState[] = ['planned', 'rejected', 'withdrawn'];

/** Why a document of ours is not in Xero's balances. */
function whyNotThere(document: OurDocument, found: FoundDocument | undefined): TieOutClass {
  if (found !== undefined) return 'draft';
  const { documentState, isUnsent } = document;
  if (isUnsent || NOT_EXPORTED.includes(documentState)) return 'notYetExported';
  if (documentState === 'sending' || documentState === 'inDoubt') return 'inDoubt';
  return 'editedInXero';
}

/** GST by line as Xero computes it, minus GST by row; equal and opposite on the GST account. */
function roundings(
  postings: readonly DocumentPosting[],
  expected: readonly Movement[],
  context: ClassingContext,
): Movement[] {
  const byRow = postings.flatMap((one) => netAndGst(one, one.ownDate, context));
  return differencesOf(byRow, expected, expected[0]?.date);
}

/** Second minus first, by account. */
function differencesOf(
  first: readonly Movement[],
  second: readonly Movement[],
  date: AccountingDate | undefined,
): Movement[] {
  if (date === undefined) return [];
  const sums = new Map<string, Cents>();
  const add = (account: string, amount: Cents) =>
    sums.set(account, addCents(sums.get(account) ?? ZERO_CENTS, amount));
  for (const one of first) add(one.account, negateCents(one.amount));
  for (const one of second) add(one.account, one.amount);
  return [...sums]
    .filter(([, amount]) => amount !== ZERO_CENTS)
    .map(([account, amount]) => ({ account, date, amount }));
}

/** What carries a marker of ours besides the document that it was made for; counts as found. */
function addCopy(copy: FoundDocument, context: ClassingContext, result: DocumentMovements): void {
  const of = `second copy, or not of a live batch: ${nameOf(copy)}`;
  for (const one of countedMovements(copy, context)) {
    result.found.push(one);
    result.classed.push({ ...one, class: 'editedInXero', of });
  }
}

function addForeign(
  foreign: FoundDocument,
  context: ClassingContext,
  { classed }: DocumentMovements,
): void {
  const { openedOn } = context;
  if (openedOn !== undefined && foreign.date <= openedOn) return;
  const of = nameOf(foreign);
  for (const one of countedMovements(foreign, context)) {
    classed.push({ ...one, class: 'foreignDocument', of });
  }
}

function nameOf({ kind, xeroId, date, text }: FoundDocument): string {
  return `${kind} ${xeroId} of ${date}: ${text}`;
}
