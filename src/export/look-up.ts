import {
  compareDocuments,
  isLiveInXero,
  listDifferences,
  type RateOf,
  type SentContent,
} from '../domain/compare-documents.ts';
import type { Instant } from '../domain/dates.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { type Outcome, problem, succeed } from '../domain/problem.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { ExportEffects } from './effects.ts';

/** A document to look for: when its call first left, and the last moment at which it may have left. */
export interface ToLookFor {
  readonly document: StoredDocument;
  readonly firstSentAt: Instant;
  /** Undefined where nothing of it can be under way. */
  readonly lastLeftAt: Instant | undefined;
  /** Ids in Xero that a person has settled: they were void when the document went out anew. */
  readonly settledIds: ReadonlySet<string>;
}

/** A document in doubt, with what was sent. */
export interface InDoubt extends ToLookFor {
  readonly content: SentContent;
}

/** What looking found out: an outcome, or that the document is absent from Xero. */
export interface LookedUp {
  readonly outcomes: readonly DocumentOutcome[];
  readonly absent: readonly StoredDocument[];
}

/** An earlier request may still be running: the client's time-out and a minute more. */
export const STILL_RUNNING_MS = 160_000;
const BETWEEN_LOOKS_MS = 60_000;
const BEFORE_SENT_MS = 120_000;

/**
 * Looks in Xero for documents whose answer never came, before anything is sent again: by the whole
 * text, and by what changed since the call; both ways must agree, and two looks, a minute apart,
 * before a document counts as absent. Not being able to look leaves everything in doubt.
 */
export async function lookUp(
  effects: ExportEffects,
  inDoubt: readonly InDoubt[],
  looking: { readonly rateOf: RateOf; beforeLook(): Promise<void> },
): Promise<Outcome<LookedUp>> {
  const { rateOf, beforeLook } = looking;
  const isFound = (found: readonly FoundDocument[]) => found.length > 0;
  const looked = await lookTwice(effects, inDoubt, { isFound, beforeLook });
  if (!looked.ok) return looked;
  const outcomes: DocumentOutcome[] = [];
  const absent: StoredDocument[] = [];
  for (const one of inDoubt) {
    const found = looked.value.get(one.document.documentId) ?? [];
    if (found.length === 0) absent.push(one.document);
    else outcomes.push(judgeFound(one, found, rateOf));
  }
  return succeed({ outcomes, absent });
}

/** What looking found of each document, by document id. */
export type Matches = ReadonlyMap<number, readonly FoundDocument[]>;

/**
 * Waits until nothing can be under way, looks in two ways, and a minute later once more for what was
 * not found before.
 */
export async function lookTwice(
  effects: ExportEffects,
  wanted: readonly ToLookFor[],
  looking: {
    isFound(found: readonly FoundDocument[]): boolean;
    beforeLook(): Promise<void>;
  },
): Promise<Outcome<Matches>> {
  const { isFound, beforeLook } = looking;
  await beforeLook();
  await waitUntilSettled(effects, wanted);
  await beforeLook();
  const first = await look(effects, wanted);
  if (!first.ok) return first;
  const missing = wanted.filter((one) => !isFound(first.value.get(one.document.documentId) ?? []));
  if (missing.length === 0) return first;
  await waitForSecondLook(effects);
  await beforeLook();
  const second = await look(effects, missing);
  return second.ok ? succeed(new Map([...first.value, ...second.value])) : second;
}

/** Lists may show a new document late. */
export async function waitForSecondLook(effects: ExportEffects): Promise<void> {
  await waitFor(effects, 'Waiting a minute before looking a second time', BETWEEN_LOOKS_MS);
}

async function waitUntilSettled(
  effects: ExportEffects,
  wanted: readonly ToLookFor[],
): Promise<void> {
  const newest = wanted
    .flatMap((one) => one.lastLeftAt ?? [])
    .sort()
    .at(-1);
  if (newest === undefined) return;
  const remaining = STILL_RUNNING_MS - effects.elapsedMs(newest, effects.xeroNow());
  if (remaining <= 0) return;
  const doing = 'Waiting until an earlier request cannot still be running';
  await waitFor(effects, doing, Math.min(remaining, STILL_RUNNING_MS));
}

async function waitFor(
  { onProgress, wait }: ExportEffects,
  doing: string,
  waitsMs: number,
): Promise<void> {
  onProgress({ doing, done: 0, of: 1, waitsMs });
  await wait(waitsMs);
  onProgress({ doing: 'Looking in Xero', done: 0, of: 1 });
}

/** One look in two independent ways; what either finds counts as found. */
async function look(
  effects: ExportEffects,
  wanted: readonly ToLookFor[],
): Promise<Outcome<Matches>> {
  const changed: FoundDocument[] = [];
  for (const kind of new Set(wanted.map((one) => one.document.kind))) {
    const sent = wanted.filter((one) => one.document.kind === kind).map((one) => one.firstSentAt);
    const modifiedSince = effects.later(sent.sort()[0] as Instant, -BEFORE_SENT_MS);
    const found = await effects.xero.findDocuments({ kind, modifiedSince });
    if (!found.ok) return found;
    for (const one of found.value) changed.push(one);
  }
  const matches = new Map<number, readonly FoundDocument[]>();
  for (const { document, settledIds } of wanted) {
    const { kind, narration, marker, documentId } = document;
    const byText = await effects.xero.findDocuments({ kind, text: narration });
    if (!byText.ok) return byText;
    const marked = changed.filter((one) => one.kind === kind && one.text.includes(marker));
    const all = [...byText.value, ...marked].filter((one) => !settledIds.has(one.xeroId));
    matches.set(documentId, [...new Map(all.map((one) => [one.xeroId, one])).values()]);
  }
  return succeed(matches);
}

function judgeFound(
  { document, content }: InDoubt,
  found: readonly FoundDocument[],
  rateOf: RateOf,
): DocumentOutcome {
  const { documentId, narration: text } = document;
  const only = found[0] as FoundDocument;
  if (found.length > 1) {
    const xeroIds = found.map((one) => one.xeroId).join(', ');
    const reason = problem('document.found_twice', { text, times: found.length, xeroIds });
    return { documentId, state: 'conflict', problem: reason };
  }
  const { xeroId, xeroStatus } = only;
  if (!isLiveInXero(only)) {
    return {
      documentId,
      state: 'conflict',
      xeroId,
      problem: problem('document.gone', { text, xeroStatus }),
    };
  }
  const differences = compareDocuments(content, only, rateOf);
  if (differences.length === 0) return { documentId, state: 'posted', xeroId };
  const reason = problem('document.differs', { text, differences: listDifferences(differences) });
  return { documentId, state: 'conflict', xeroId, problem: reason };
}
