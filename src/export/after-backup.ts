import { isLiveInXero } from '../domain/compare-documents.ts';
import type { Instant } from '../domain/dates.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { findMarkers } from '../domain/marker.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { BatchState, DocumentState } from '../domain/states.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { ExportEffects } from './effects.ts';
import { waitForSecondLook } from './look-up.ts';
import { nextGeneration, recordNewCalls } from './record-calls.ts';
import { takeBatch } from './take-batch.ts';

/** What became of an organisation's documents after a backup was made. */
export interface AfterBackup {
  /** Documents that these books planned, and that were sent after the backup. */
  readonly adopted: number;
  /** Documents of ours that these books do not know. */
  readonly unknown: readonly FoundDocument[];
}

/** How far our clock and Xero's may be apart, at the most. */
const BEFORE_BACKUP_MS = 15 * 60_000;

/**
 * Looks in Xero, twice, for everything of ours that changed since a backup. What these books planned
 * is recorded as posted, to be read back by the next sending; what may have left since though no look
 * showed it is in doubt, so that nothing of it is sent before it was looked for by itself. What these
 * books do not know is given back.
 */
export async function lookAfterBackup(
  effects: ExportEffects,
  batches: readonly ExportBatch[],
  backedUpAt: Instant,
): Promise<Outcome<AfterBackup>> {
  const modifiedSince = effects.later(backedUpAt, -BEFORE_BACKUP_MS);
  const first = await findOurs(effects, modifiedSince);
  if (!first.ok) return first;
  await waitForSecondLook(effects);
  const second = await findOurs(effects, modifiedSince);
  if (!second.ok) return second;
  const marked = byMarker([...first.value, ...second.value]);
  let adopted = 0;
  for (const batch of batches) {
    const taken = await adoptBatch(effects, batch, { marked, backedUpAt });
    if (!taken.ok) return taken;
    adopted += taken.value;
  }
  return succeed({ adopted, unknown: [...marked.values()].flat() });
}

async function findOurs(
  { xero }: ExportEffects,
  modifiedSince: Instant,
): Promise<Outcome<FoundDocument[]>> {
  const journals = await xero.findDocuments({ kind: 'manualJournal', modifiedSince });
  if (!journals.ok) return journals;
  const bank = await xero.findDocuments({ kind: 'bankTransaction', modifiedSince });
  return bank.ok ? succeed([...journals.value, ...bank.value]) : bank;
}

/** Of a document that both looks show, the later one tells. */
function byMarker(found: readonly FoundDocument[]): Map<string, FoundDocument[]> {
  const newest = new Map(found.map((one) => [one.xeroId, one]));
  const marked = new Map<string, FoundDocument[]>();
  for (const one of [...newest.values()].filter(isLiveInXero)) {
    for (const marker of findMarkers(one.text)) {
      marked.set(marker, [...(marked.get(marker) ?? []), one]);
    }
  }
  return marked;
}

const OPEN: readonly BatchState[] = [
  'planned',
  'approved',
  'sending',
  'parked',
  'attention',
  'undoing',
];

interface SinceBackup {
  /** What was found, by marker; what a batch knows is taken out. */
  readonly marked: Map<string, FoundDocument[]>;
  readonly backedUpAt: Instant;
}

/** Takes the documents of a batch out of those found. */
async function adoptBatch(
  effects: ExportEffects,
  batch: ExportBatch,
  since: SinceBackup,
): Promise<Outcome<number>> {
  const { batchId, exportId, batchState } = batch;
  const documents = await effects.store.loadDocuments({ batchId });
  const found = new Map<number, readonly FoundDocument[]>();
  for (const { documentId, marker } of documents) {
    found.set(documentId, since.marked.get(marker) ?? []);
    since.marked.delete(marker);
  }
  if (!OPEN.includes(batchState)) return succeed(0);
  const held = await takeBatch(effects, batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  try {
    const unsent = documents.filter((one) => UNSENT.includes(one.documentState));
    const isFound = (one: StoredDocument) => (found.get(one.documentId) ?? []).length > 0;
    const outcomes = unsent
      .filter(isFound)
      .map((one) => adopted(one, found.get(one.documentId) ?? []));
    if (outcomes.length > 0) await effects.store.recordDocumentStates({ held, outcomes });
    const absent = unsent.filter((one) => !isFound(one));
    await doubtUnsent(effects, { batch, held }, { absent, backedUpAt: since.backedUpAt });
    await settle(effects, { batch, held }, outcomes.length > 0);
    return succeed(outcomes.length);
  } finally {
    await effects.store.releaseLease(held);
  }
}

/**
 * What no look showed may have left since the backup all the same: it stands in a call that may have
 * left at any moment, and so is looked for by itself before anything of it is sent.
 */
async function doubtUnsent(
  effects: ExportEffects,
  on: { batch: ExportBatch; held: HeldBatch },
  { absent, backedUpAt }: { absent: readonly StoredDocument[]; backedUpAt: Instant },
): Promise<void> {
  const again = (one: StoredDocument) =>
    one.documentState === 'rejected' ? nextGeneration(one) : one;
  await recordNewCalls(effects, on, absent.map(again));
  await effects.store.doubtCalls({ held: on.held, since: backedUpAt });
}

/** A batch that nobody had sent when the backup was made goes on only when a person says so. */
async function settle(
  { store }: ExportEffects,
  { batch, held }: { batch: ExportBatch; held: HeldBatch },
  hasLeft: boolean,
): Promise<void> {
  const { batchState, batchId } = batch;
  if (batchState === 'undoing') return;
  if (hasLeft) return store.setBatchState({ held, state: 'sending' });
  const doubts = await store.loadDocuments({ batchId, states: ['inDoubt'] });
  if (doubts.length === 0) return;
  const wasAsked = batchState !== 'planned' && batchState !== 'approved';
  await store.setBatchState({ held, state: wasAsked ? 'sending' : 'attention' });
}

/** In these states nothing of the document was under way when the backup was made. */
const UNSENT: readonly DocumentState[] = ['planned', 'rejected'];

function adopted(
  { documentId, narration: text }: StoredDocument,
  found: readonly FoundDocument[],
): DocumentOutcome {
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) {
    return { documentId, state: 'posted', xeroId: first.xeroId };
  }
  const xeroIds = found.map(({ xeroId }) => xeroId).join(', ');
  const reason = problem('document.found_twice', { text, times: found.length, xeroIds });
  return { documentId, state: 'conflict', problem: reason };
}
