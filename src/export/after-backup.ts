import { isLiveInXero } from '../domain/compare-documents.ts';
import type { Instant } from '../domain/dates.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { findMarkers } from '../domain/marker.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { BatchState, DocumentState } from '../domain/states.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { ExportEffects } from './effects.ts';
import { takeBatch } from './take-batch.ts';

/** What became of an organisation's documents after a backup was made. */
export interface AfterBackup {
  /** Documents that these books planned, and that were sent after the backup. */
  readonly adopted: number;
  /** Documents of ours that these books do not know. */
  readonly unknown: readonly FoundDocument[];
}

const BEFORE_BACKUP_MS = 120_000;

/**
 * Looks in Xero for everything of ours that changed since a backup. What these books planned is
 * recorded as posted, to be read back by the next sending; what they do not know is given back.
 */
export async function lookAfterBackup(
  effects: ExportEffects,
  batches: readonly ExportBatch[],
  backedUpAt: Instant,
): Promise<Outcome<AfterBackup>> {
  const { xero, later } = effects;
  const modifiedSince = later(backedUpAt, -BEFORE_BACKUP_MS);
  const journals = await xero.findDocuments({ kind: 'manualJournal', modifiedSince });
  if (!journals.ok) return journals;
  const bank = await xero.findDocuments({ kind: 'bankTransaction', modifiedSince });
  if (!bank.ok) return bank;
  const marked = new Map<string, FoundDocument[]>();
  for (const one of [...journals.value, ...bank.value].filter(isLiveInXero)) {
    for (const marker of findMarkers(one.text)) {
      marked.set(marker, [...(marked.get(marker) ?? []), one]);
    }
  }
  let adopted = 0;
  for (const batch of batches) {
    const taken = await adoptBatch(effects, batch, { marked, backedUpAt });
    if (!taken.ok) return taken;
    adopted += taken.value;
  }
  return succeed({ adopted, unknown: [...marked.values()].flat() });
}

const OPEN: readonly BatchState[] = [
  'planned',
  'approved',
  'sending',
  'parked',
  'attention',
  'undoing',
];

/**
 * Takes the documents of a batch out of those found. What seemed unsent and is there becomes posted;
 * what stood in a call may have left since, and is in doubt until the next sending has looked.
 */
async function adoptBatch(
  effects: ExportEffects,
  { batchId, exportId, batchState }: ExportBatch,
  { marked, backedUpAt }: { marked: Map<string, FoundDocument[]>; backedUpAt: Instant },
): Promise<Outcome<number>> {
  const { store } = effects;
  const outcomes: DocumentOutcome[] = [];
  for (const document of await store.loadDocuments({ batchId })) {
    const found = marked.get(document.marker);
    marked.delete(document.marker);
    if (found !== undefined && UNSENT.includes(document.documentState)) {
      outcomes.push(adopted(document, found));
    }
  }
  if (!OPEN.includes(batchState)) return succeed(0);
  const held = await takeBatch(effects, batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  await store.doubtCalls({ held, since: backedUpAt });
  if (outcomes.length > 0) {
    await store.recordDocumentStates({ held, outcomes });
    const state = batchState === 'undoing' ? batchState : 'sending';
    await store.setBatchState({ held, state });
  }
  await store.releaseLease(held);
  return succeed(outcomes.length);
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
