import { writeFileSync } from 'node:fs';
import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { csvCell } from '../ingest/problem-line.ts';
import { loadDocuments, type StoredDocument } from '../store/document-reader.ts';
import { loadLines, type StoredLine } from '../store/line-reader.ts';
import { writingFault } from './file-faults.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';

/** What `export file --json` prints. */
export interface FileReport {
  readonly exportId: string;
  /** The file; of a batch that was handed over, the folder of its files. */
  readonly file: string;
  readonly files: readonly string[];
  readonly documents: number;
  readonly lines: number;
  /** How many postings were written; none where only lines were asked for. */
  readonly postings: number;
}

/** Which batch is written where. */
export interface FileWanted {
  readonly exportId: string;
  readonly file: string;
}

const COLUMNS = [
  'export_id',
  'part',
  'kind',
  'date',
  'text',
  'state',
  'xero_id',
  'line',
  'account',
  'description',
  'tax_type',
  'debit',
  'credit',
  'gst',
  'option_a',
  'option_b',
];

/**
 * Writes every line of a batch, with its document and where that stands, as a CSV file to read.
 * Problems: `batch.unknown`, `file.not_writable`.
 */
export async function exportFileTask(
  context: TaskContext,
  { exportId, file }: FileWanted,
): Promise<Outcome<FileReport>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const { reader } = context.store;
  const { batchId } = batch.value;
  const documents = await loadDocuments(reader, { batchId });
  const byId = new Map(documents.map((one) => [one.documentId, one]));
  const lines = await loadLines(reader, { batchId });
  const rows = lines.map((line) => csvRow(exportId, line, byId.get(line.documentId)));
  try {
    writeFileSync(file, `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`);
  } catch (error) {
    return fail(problem('file.not_writable', { file, reason: writingFault(error) }));
  }
  const counts = { documents: documents.length, lines: lines.length, postings: 0 };
  return succeed({ exportId, file, files: [file], ...counts });
}

function csvRow(exportId: string, line: StoredLine, document: StoredDocument | undefined): string {
  const { amount } = line;
  const [debit, credit] =
    amount < 0n ? ['', formatCents(amount).slice(1)] : [formatCents(amount), ''];
  const cells = [
    ...[exportId, line.part, line.kind, line.date, document?.narration ?? ''],
    ...[document?.documentState ?? '', document?.xeroId ?? '', line.lineNo, line.sentAccount],
    ...[line.description, line.taxType, debit, credit, formatCents(line.gst)],
    ...[line.optionA, line.optionB],
  ];
  return cells.map((cell) => csvCell(String(cell))).join(',');
}
