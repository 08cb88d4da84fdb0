import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { formatCents, ZERO_CENTS } from '../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { csvCell } from '../ingest/problem-line.ts';
import { type BatchPosting, readPostings } from '../store/batch-postings.ts';
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
  const waiting = `${file}.part`;
  let postings = 0;
  try {
    const open = openSync(waiting, 'w');
    try {
      writeSync(open, `\uFEFF${COLUMNS.join(',')}\r\n`);
      const { reader } = context.store;
      for await (const page of readPostings(reader, { batchId, mode: context.mode })) {
        postings += page.length;
        writeSync(open, page.map((one) => csvRow(exportId, one)).join(''));
      }
    } finally {
      closeSync(open);
    }
    renameSync(waiting, file);
  } catch (error) {
    removeFile(waiting);
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    return fail(problem('file.not_writable', { file, reason: writingFault(error) }));
  }
  return succeed({ exportId, file, files: [file], documents, lines: 0, postings });
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
