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
  readonly file: string;
  readonly documents: number;
  readonly lines: number;
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
  { exportId, file }: { exportId: string; file: string },
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
  return succeed({ exportId, file, documents: documents.length, lines: lines.length });
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
