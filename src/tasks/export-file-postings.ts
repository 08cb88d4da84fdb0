import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { formatCents, ZERO_CENTS } from '../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { csvCell } from '../ingest/problem-line.ts';
import { type BatchPosting, readPostings } from '../store/batch-postings.ts';
import { inBoundedMemory } from './bounded-memory.ts';
import type { FileReport, FileWanted } from './export-file.ts';
import { writingFault } from './file-faults.ts';
import { removeFile } from './remove-file.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';

const COLUMNS = [
  'export_id',
  'source',
  'id',
  'version',
  'takes_back',
  'loan_account',
  'element',
  'date',
  'gl_account',
  'sent_account',
  'branch',
  'department',
  'tax_type',
  'debit',
  'credit',
  'gst',
  'part',
  'line',
  'line_date',
  'reference',
  'description',
];

/**
 * Writes every posting of a batch as a CSV file to read, one line each, a few thousand in memory at
 * once. Problems: `batch.unknown`, `file.not_writable`.
 */
export async function exportPostingsFileTask(
  context: TaskContext,
  { exportId, file }: FileWanted,
): Promise<Outcome<FileReport>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const { batchId, documents: counts } = batch.value;
  const documents = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const pages = readPostings(context.store.reader, { batchId, mode: context.mode });
  const waiting = `${file}.part`;
  try {
    const postings = await inBoundedMemory(() => writePages(waiting, { exportId, pages }));
    renameSync(waiting, file);
    return succeed({ exportId, file, files: [file], documents, lines: 0, postings });
  } catch (error) {
    removeFile(waiting);
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    return fail(problem('file.not_writable', { file, reason: writingFault(error) }));
  }
}

/** Gives the number of postings. */
async function writePages(
  path: string,
  { exportId, pages }: { exportId: string; pages: AsyncIterable<readonly BatchPosting[]> },
): Promise<number> {
  const open = openSync(path, 'w');
  let postings = 0;
  try {
    writeSync(open, `\uFEFF${COLUMNS.join(',')}\r\n`);
    for await (const page of pages) {
      postings += page.length;
      writeSync(open, page.map((one) => csvRow(exportId, one)).join(''));
    }
  } finally {
    closeSync(open);
  }
  return postings;
}

function csvRow(exportId: string, posting: BatchPosting): string {
  const { amount, gst, part, lineNo } = posting;
  const isCredit = amount < ZERO_CENTS;
  const cells = [
    ...[exportId, posting.source, posting.id, posting.version, posting.turn === 1 ? '' : 'yes'],
    ...[posting.loanAccount, posting.element, posting.date],
    ...[posting.glAccountCode, posting.sentAccount, posting.branch, posting.department],
    ...[posting.taxType, isCredit ? '' : formatCents(amount)],
    ...[isCredit ? formatCents(amount).slice(1) : '', formatCents(gst)],
    ...[part ?? '', part === undefined ? '' : lineNo, posting.lineDate],
    ...[posting.reference, posting.description],
  ];
  return `${cells.map((cell) => csvCell(String(cell))).join(',')}\r\n`;
}
