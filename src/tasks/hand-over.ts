import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { XeroFile } from '../domain/xero-files.ts';
import { journalFiles } from '../domain/xero-journal-file.ts';
import { statementFiles } from '../domain/xero-statement-file.ts';
import { loadSentContents } from '../export/sent-content.ts';
import { releaseLease } from '../store/batch-lease.ts';
import {
  type ExportBatch,
  isHandedOver,
  loadBatchSettings,
  loadOrganisationWords,
} from '../store/batch-reader.ts';
import { loadDocuments, type StoredDocument } from '../store/document-reader.ts';
import { recordHandOver } from '../store/hand-over-writer.ts';
import { loadLines } from '../store/line-reader.ts';
import { takeBatch } from './discard-export.ts';
import { checkLive } from './go-live.ts';
import { digestOf, layOutFiles } from './hand-over-files.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';

/** What went out as files. */
export interface HandedOverReport {
  readonly files: readonly string[];
  readonly documents: number;
  readonly lines: number;
}

/**
 * Writes a batch as the files that Xero imports, and marks it as handed over, which it stays. Xero is
 * not asked: the files hold what was planned, and writing them again gives the same bytes.
 * Problems: `batch.unknown`, `batch.not_sendable`, `hand_over.…`, `file.not_writable`.
 */
export async function handOverTask(
  context: TaskContext,
  { exportId, folder }: { exportId: string; folder: string },
): Promise<Outcome<HandedOverReport>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const objections = [...(await checkLive(context)), ...(await checkUnsent(context, batch.value))];
  if (objections.length > 0) return fail(...objections);
  const made = await makeFiles(context, batch.value);
  if (!made.ok) return made;
  const laid = layOutFiles(folder, made.value.files);
  if (!laid.ok) return laid;
  try {
    const marked = await mark(context, batch.value, made.value.files);
    if (!marked.ok) return marked;
    const put = laid.value.put();
    return put.ok ? succeed({ ...made.value, files: put.value }) : put;
  } finally {
    laid.value.remove();
  }
}

/** Nothing of it may have left for Xero, or it has left as a file before. */
async function checkUnsent(
  { store }: TaskContext,
  { exportId, batchId, batchState: state, handedOver }: ExportBatch,
): Promise<Problem[]> {
  if (state === 'undone' || state === 'discarded' || state === 'undoing') {
    return [problem('batch.not_sendable', { exportId, state })];
  }
  if (handedOver !== undefined) return [];
  const documents = await loadDocuments(store.reader, { batchId });
  const left = documents.filter((one) => one.documentState !== 'planned');
  if (left.length === 0) return [];
  const named = left.slice(0, SHOWN).map((one) => `${one.narration}: ${one.documentState}`);
  const texts = left.length > SHOWN ? `${named.join('; ')}; …` : named.join('; ');
  return [problem('hand_over.has_left', { exportId, state, documents: left.length, texts })];
}

const SHOWN = 5;

interface MadeFiles {
  readonly files: readonly XeroFile[];
  readonly documents: number;
  readonly lines: number;
}

async function makeFiles(
  { store: { reader } }: TaskContext,
  { batchId, exportId }: ExportBatch,
): Promise<Outcome<MadeFiles>> {
  const store = {
    loadBatchSettings: (id: number) => loadBatchSettings(reader, id),
    loadLines: (wanted: { batchId: number }) => loadLines(reader, wanted),
    isHandedOver: (id: number) => isHandedOver(reader, id),
  };
  const all = await loadDocuments(reader, { batchId });
  const documents = all.filter((one) => one.mirrorOf === undefined);
  const contents = await loadSentContents({ store }, batchId, documents);
  const planned = documents.flatMap((one) => contents.get(one.documentId) ?? []);
  const words = await loadOrganisationWords(reader, batchId);
  const { countryCode } = words;
  const journals = planned.filter(({ kind }) => kind === 'manualJournal');
  const files = journalFiles(journals, { exportId, words });
  if (!files.ok) return files;
  const transactions = planned.filter(({ kind }) => kind === 'bankTransaction');
  const statements = statementFiles(transactions, { exportId, countryCode });
  const lines = planned.reduce((count, one) => count + one.lines.length, 0);
  return succeed({ files: [...files.value, ...statements], documents: planned.length, lines });
}

/** Marks the batch, once; from now on each of its documents may be in Xero. */
async function mark(
  context: TaskContext,
  batch: ExportBatch,
  files: readonly XeroFile[],
): Promise<Outcome<undefined>> {
  const { batchId, exportId } = batch;
  if (batch.handedOver !== undefined) return succeed(undefined);
  const held = await takeBatch(context, batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  const { store, act } = context;
  try {
    const now = await findBatch(context, exportId);
    const objections = now.ok ? await checkUnsent(context, now.value) : now.problems;
    if (objections.length > 0) return fail(...objections);
    if (now.ok && now.value.handedOver !== undefined) return succeed(undefined);
    const documents = await loadDocuments(store.reader, { batchId });
    const doubts = documents.map((one) => doubtOf(one, exportId));
    await recordHandOver(store, act(), { held, documents: doubts, files: files.map(digestOf) });
    return succeed(undefined);
  } finally {
    await releaseLease(store, act(), held);
  }
}

function doubtOf({ documentId, narration: text }: StoredDocument, exportId: string) {
  return { documentId, problem: problem('document.handed_over', { text, exportId }) };
}
