import { renameSync, writeFileSync } from 'node:fs';
import writeXlsxFile from 'write-excel-file/node';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { type BatchPosting, readPostings } from '../store/batch-postings.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import { loadDocuments, type StoredDocument } from '../store/document-reader.ts';
import { loadLines, type StoredLine } from '../store/line-reader.ts';
import type { FileReport, FileWanted } from './export-file.ts';
import {
  amountCell,
  countCell,
  creditCell,
  dateCell,
  debitCell,
  type FileColumn,
  type FileSheet,
  sheetOf,
  textCell,
} from './export-file-cells.ts';
import { writingFault } from './file-faults.ts';
import { removeFile } from './remove-file.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';

/** A workbook is made in memory, about 7 MB for a thousand postings. */
const MOST_POSTINGS = 100_000;

/**
 * Writes a batch as a workbook: its facts, documents, lines and postings, a sheet each.
 * Problems: `batch.unknown`, `file.too_many_rows`, `file.not_writable`.
 */
export async function exportWorkbookTask(
  context: TaskContext,
  { exportId, file }: FileWanted,
): Promise<Outcome<FileReport>> {
  const found = await findBatch(context, exportId);
  if (!found.ok) return found;
  const { batchId, totals } = found.value;
  if (totals.postings > MOST_POSTINGS) {
    const facts = { exportId, postings: totals.postings, most: MOST_POSTINGS };
    return fail(problem('file.too_many_rows', facts));
  }
  const { reader } = context.store;
  const documents = await loadDocuments(reader, { batchId });
  const lines = await loadLines(reader, { batchId });
  const postings: BatchPosting[] = [];
  for await (const page of readPostings(reader, { batchId, mode: context.mode })) {
    postings.push(...page);
  }
  const bytes = await writeXlsxFile([
    factsSheet(found.value),
    sheetOf('Documents', DOCUMENTS, documents),
    sheetOf('Lines', LINES, lines),
    sheetOf('Postings', POSTINGS, postings),
  ]).toBuffer();
  const written = write(file, bytes);
  const counts = { documents: documents.length, lines: lines.length, postings: postings.length };
  return written.ok ? succeed({ exportId, file, files: [file], ...counts }) : written;
}

type Fact = readonly [name: string, cell: ReturnType<FileColumn<unknown>['cell']>];

function factsSheet(batch: ExportBatch): FileSheet {
  const { totals, handedOver, createdAt, createdBy } = batch;
  const facts: readonly Fact[] = [
    ['Export id', textCell(batch.exportId)],
    ['Mode', textCell(batch.mode)],
    ['Entity', textCell(batch.entity)],
    ['Organisation', textCell(batch.organisationName)],
    ['State', textCell(batch.batchState)],
    ['Up to', dateCell(batch.upTo)],
    ['Planned', textCell(`${createdAt} by ${createdBy}`)],
    ['Handed over', textCell(handedOver ? `${handedOver.at} by ${handedOver.by}` : '')],
    ['Transactions', countCell(totals.transactions)],
    ['Postings', countCell(totals.postings)],
    ['Manual journals', countCell(totals.manualJournals)],
    ['Bank transactions', countCell(totals.bankTransactions)],
    ['Debits', amountCell(totals.debits)],
    ['Credits', amountCell(totals.credits)],
    ['GST by row', amountCell(totals.gst)],
    ['GST by line, as Xero computes it', amountCell(totals.gstXero)],
  ];
  const columns: readonly FileColumn<Fact>[] = [
    { title: 'Batch', width: 34, cell: ([name]) => textCell(name) },
    { title: 'Value', width: 44, cell: ([, value]) => value },
  ];
  return sheetOf('Batch', columns, facts);
}

const KINDS = { manualJournal: 'Manual journal', bankTransaction: 'Bank transaction' };

const DOCUMENTS: readonly FileColumn<StoredDocument>[] = [
  { title: 'Part', width: 8, cell: ({ part }) => countCell(part) },
  { title: 'Document', width: 18, cell: ({ kind }) => textCell(KINDS[kind]) },
  { title: 'Date', width: 12, cell: ({ date }) => dateCell(date) },
  { title: 'Text', width: 70, cell: ({ narration }) => textCell(narration) },
  { title: 'State', width: 12, cell: ({ documentState }) => textCell(documentState) },
  { title: 'Lines', width: 8, cell: ({ lines }) => countCell(lines) },
  { title: 'Total', width: 16, cell: ({ total }) => amountCell(total) },
  { title: 'Id in Xero', width: 38, cell: ({ xeroId }) => textCell(xeroId ?? '') },
  { title: 'Problem', width: 60, cell: ({ problem }) => textCell(problem?.message ?? '') },
];

const LINES: readonly FileColumn<StoredLine>[] = [
  { title: 'Part', width: 8, cell: ({ part }) => countCell(part) },
  { title: 'Line', width: 8, cell: ({ lineNo }) => countCell(lineNo) },
  { title: 'Document', width: 18, cell: ({ kind }) => textCell(KINDS[kind]) },
  { title: 'Date', width: 12, cell: ({ date }) => dateCell(date) },
  { title: 'GL account', width: 14, cell: ({ glAccountCode }) => textCell(glAccountCode) },
  { title: 'Account as sent', width: 16, cell: ({ sentAccount }) => textCell(sentAccount) },
  { title: 'Description', width: 40, cell: ({ description }) => textCell(description) },
  { title: 'Tax type', width: 14, cell: ({ taxType }) => textCell(taxType) },
  { title: 'Debit', width: 16, cell: ({ amount }) => debitCell(amount) },
  { title: 'Credit', width: 16, cell: ({ amount }) => creditCell(amount) },
  { title: 'GST', width: 14, cell: ({ gst }) => amountCell(gst) },
  { title: 'Tracking A', width: 16, cell: ({ optionA }) => textCell(optionA) },
  { title: 'Tracking B', width: 16, cell: ({ optionB }) => textCell(optionB) },
];

const POSTINGS: readonly FileColumn<BatchPosting>[] = [
  { title: 'Source', width: 14, cell: ({ source }) => textCell(source) },
  { title: 'Transaction or entry', width: 22, cell: ({ id }) => textCell(id) },
  { title: 'Version', width: 9, cell: ({ version }) => countCell(version) },
  { title: 'Takes back', width: 11, cell: ({ turn }) => textCell(turn === 1 ? '' : 'yes') },
  { title: 'Loan account', width: 18, cell: ({ loanAccount }) => textCell(loanAccount) },
  { title: 'Element', width: 14, cell: ({ element }) => textCell(element) },
  { title: 'Date', width: 12, cell: ({ date }) => dateCell(date) },
  { title: 'GL account', width: 14, cell: ({ glAccountCode }) => textCell(glAccountCode) },
  { title: 'Account as sent', width: 16, cell: ({ sentAccount }) => textCell(sentAccount) },
  { title: 'Branch', width: 14, cell: ({ branch }) => textCell(branch) },
  { title: 'Department', width: 14, cell: ({ department }) => textCell(department) },
  { title: 'Tax type', width: 14, cell: ({ taxType }) => textCell(taxType) },
  { title: 'Debit', width: 16, cell: ({ amount }) => debitCell(amount) },
  { title: 'Credit', width: 16, cell: ({ amount }) => creditCell(amount) },
  { title: 'GST', width: 14, cell: ({ gst }) => amountCell(gst) },
  {
    title: 'Document part',
    width: 14,
    cell: ({ part }) => (part === undefined ? null : countCell(part)),
  },
  {
    title: 'Line',
    width: 8,
    cell: ({ part, lineNo }) => (part === undefined ? null : countCell(lineNo)),
  },
  { title: 'Line date', width: 12, cell: ({ lineDate }) => dateCell(lineDate) },
  { title: 'Reference', width: 24, cell: ({ reference }) => textCell(reference) },
  { title: 'Description', width: 40, cell: ({ description }) => textCell(description) },
];

function write(file: string, bytes: Buffer): Outcome<undefined> {
  const waiting = `${file}.part`;
  try {
    writeFileSync(waiting, bytes);
    renameSync(waiting, file);
    return succeed(undefined);
  } catch (error) {
    removeFile(waiting);
    return fail(problem('file.not_writable', { file, reason: writingFault(error) }));
  }
}
