import type { AccountingDate } from '../domain/dates.ts';
import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { Stream } from '../domain/settings.ts';
import { UNDONE_STATES } from '../domain/states.ts';
import { clearingAccounts } from '../domain/tie-out-clearing.ts';
import { type ClearingChange, clearingChanges } from '../domain/undo-clearing.ts';
import { takeAlong } from '../domain/undo-plan.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { ExportEffects } from './effects.ts';
import { type DecidedStep, decideUndo } from './undo-decide.ts';
import type { UndoScope } from './undoing.ts';

/** What a person wants undone. */
export interface UndoAsked {
  /** Parts of the batch; all where neither parts nor a date are given. */
  readonly parts: readonly number[] | undefined;
  readonly date: AccountingDate | undefined;
  readonly holdsRows: boolean;
  /** Also documents that somebody changed in Xero. */
  readonly acceptsEdits: boolean;
  readonly reason: string;
}

/** What undoing means for each document, and for the rows and clearing accounts behind them. */
export interface PlannedUndo {
  readonly isWhole: boolean;
  readonly steps: readonly DecidedStep[];
  /** Rows that come free, or are held then. */
  readonly rows: Readonly<Record<Stream, number>>;
  readonly clearing: readonly ClearingChange[];
  readonly warnings: readonly Problem[];
}

/** Chooses the documents and decides on each; reads, and changes nothing. */
export async function chooseUndo(
  effects: ExportEffects,
  scope: UndoScope,
  asked: UndoAsked,
): Promise<Outcome<PlannedUndo>> {
  const { store } = effects;
  const { batchId } = scope.batch;
  const all = await store.loadDocuments({ batchId });
  const documents = all.filter((one) => one.mirrorOf === undefined);
  const found = choose(documents, asked, scope.batch.exportId);
  if (!found.ok) return found;
  const chosen = takeAlong(found.value, await store.loadSharing(batchId));
  const objections = await objectionsTo(effects, scope, { all, chosen });
  if (objections.length > 0) return fail(...objections);
  const decided = await decideUndo(effects, scope, {
    documents: documents.filter((one) => chosen.has(one.documentId)),
    acceptsEdits: asked.acceptsEdits,
    told: new Set(),
  });
  if (!decided.ok) return decided;
  const steps = decided.value;
  const isWhole = asked.parts === undefined && asked.date === undefined;
  const undone = steps.filter((one) => one.action !== 'keep' && one.action !== 'none');
  const documentIds = undone.map((one) => one.document.documentId);
  const emptied = new Set(documentIds);
  const left = documents.filter((one) => !emptied.has(one.documentId));
  const rows = await store.countRowsOf({
    batchId,
    documentIds,
    emptyStreams: isWhole && undone.length > 0 ? emptyStreams(left) : [],
  });
  const clearing = await clearingOf(effects, scope, emptied);
  const along = steps.filter(({ document }) => !found.value.has(document.documentId));
  return succeed({
    isWhole,
    steps,
    rows,
    clearing,
    warnings: [
      ...along.map(({ document }) =>
        problem('warning.undo_takes_along', { text: document.narration }),
      ),
      ...clearing.map(({ glAccount, amount }) =>
        problem('warning.undo_opens_clearing', { glAccount, amount: formatCents(amount) }),
      ),
    ],
  });
}

/** Streams in which no document of the batch is left that counts. */
export function emptyStreams(documents: readonly StoredDocument[]): Stream[] {
  const isLeft = (kind: StoredDocument['kind']) =>
    documents.some((one) => one.kind === kind && !UNDONE_STATES.includes(one.documentState));
  return [
    ...(isLeft('manualJournal') ? [] : ['journals' as const]),
    ...(isLeft('bankTransaction') ? [] : ['bank' as const]),
  ];
}

function choose(
  documents: readonly StoredDocument[],
  { parts, date }: UndoAsked,
  exportId: string,
): Outcome<Set<number>> {
  const ids = (some: readonly StoredDocument[]) => new Set(some.map((one) => one.documentId));
  if (parts !== undefined) {
    const unknown = parts.filter((part) => !documents.some((one) => one.part === part));
    const missing = unknown.map((part) => problem('undo.no_document', { exportId, asked: part }));
    if (missing.length > 0) return fail(...missing);
    return succeed(ids(documents.filter((one) => parts.includes(one.part))));
  }
  if (date === undefined) return succeed(ids(documents));
  const ofDay = documents.filter((one) => one.date === date);
  if (ofDay.length > 0) return succeed(ids(ofDay));
  return fail(problem('undo.no_document', { exportId, asked: `of ${date}` }));
}

/** What is under way is not undone: first it must be known what became of it. */
async function objectionsTo(
  { store }: ExportEffects,
  { batch: { batchId, exportId } }: UndoScope,
  { all, chosen }: { all: readonly StoredDocument[]; chosen: ReadonlySet<number> },
): Promise<Problem[]> {
  const calls = await store.loadCalls({ batchId });
  const last = new Map(calls.flatMap((call) => call.documentIds.map((id) => [id, call] as const)));
  const isUnsent = ({ documentId }: StoredDocument) =>
    last.get(documentId)?.callState === 'planned';
  const underWay = all.filter(({ documentState }) =>
    ['sending', 'inDoubt'].includes(documentState),
  );
  const doubted = underWay.filter((one) => one.documentState === 'inDoubt' || !isUnsent(one));
  if (doubted.length > 0) {
    const texts = doubted.map((one) => one.narration).join('; ');
    return [problem('undo.in_doubt', { exportId, documents: doubted.length, texts })];
  }
  return underWay
    .filter((one) => chosen.has(one.documentId))
    .filter((one) => last.get(one.documentId)?.documentIds.some((id) => !chosen.has(id)))
    .map(({ narration: text }) => problem('undo.waits_with_others', { text, exportId }));
}

/** By how much clearing accounts change with documents that go. */
export async function clearingOf(
  { store }: ExportEffects,
  { batch, against }: UndoScope,
  undone: ReadonlySet<number>,
): Promise<ClearingChange[]> {
  const lines = await store.loadLines({ batchId: batch.batchId });
  const own = lines.filter((line) => undone.has(line.documentId));
  return clearingChanges(own, clearingAccounts(against.catalog));
}
