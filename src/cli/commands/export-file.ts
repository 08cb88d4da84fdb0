import type { App } from '../../app.ts';
import type { Outcome } from '../../domain/problem.ts';
import { exportFileTask, type FileReport, type FileWanted } from '../../tasks/export-file.ts';
import { exportPostingsFileTask } from '../../tasks/export-file-postings.ts';
import { exportWorkbookTask } from '../../tasks/export-file-workbook.ts';
import { handOverTask } from '../../tasks/hand-over.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
  WrongUsage,
} from '../command.ts';
import { countOf } from '../figures.ts';

const EMPTY: EmptyOf<FileReport> = {
  exportId: null,
  file: null,
  files: [],
  documents: 0,
  lines: 0,
  postings: 0,
};

export const exportFile: Command = {
  name: 'export file',
  group: 'Export',
  summary: 'write a batch to a file: to read, or for Xero when it cannot be reached',
  about: `As csv, to read: one line for each line in Xero, with its document, where that stands and its
id in Xero; the bank side of a bank transaction is line 0. With --postings one line for
each posting instead: which transaction put how much on which account, and which line
carries it. As xlsx: a workbook with the batch, its documents, lines and postings.

As xero: the files that Xero imports, for a day on which it cannot be reached from here.
The batch is handed over by that: it is never sent as well, and writing the files again
gives the same bytes. Import ID-1-of-1.csv in Xero under Accounting, Manual journals,
Import. Amounts include tax: where Xero asks, say Tax Inclusive. The journals come in as
drafts; post them. Import ID-bank-ACCOUNT-1-of-1.csv into that bank account only if Xero
gets no bank feed for it, and code each line to the account that its description names.
Then run "export resume": it finds them by their markers and compares every line. To
keep the bank side out, plan the batch with --streams journals.`,
  operands: [{ name: 'ID', about: 'the export id' }],
  options: {
    format: { value: 'FORMAT', about: 'csv (default), xlsx or xero' },
    postings: { about: 'with csv: every posting instead of every line' },
    to: { value: 'PATH', about: 'the file to write, or the folder for xero (default: here)' },
  },
  emptyJson: EMPTY,
  run,
};

interface Way {
  /** Where nothing else is said. */
  readonly file: (exportId: string) => string;
  readonly write: (app: App, wanted: FileWanted) => Promise<Outcome<FileReport>>;
}

const WAYS: Readonly<Record<string, Way>> = {
  csv: { file: (exportId) => `${exportId}.csv`, write: exportFileTask },
  postings: { file: (exportId) => `${exportId}-postings.csv`, write: exportPostingsFileTask },
  xlsx: { file: (exportId) => `${exportId}.xlsx`, write: exportWorkbookTask },
  xero: { file: () => '.', write: handOver },
};

async function run(invocation: Invocation): Promise<Report> {
  const exportId = invocation.operand(0);
  const way = wayOf(invocation);
  const file = invocation.text('to') ?? way.file(exportId);
  const written = await invocation.withApp((app) => way.write(app, { exportId, file }));
  if (!written.ok) return stopped(written.problems, { ...EMPTY, exportId });
  const text = way === WAYS.xero ? handedOverText(written.value) : writtenText(written.value);
  return done({ ...written.value, problems: [] }, text);
}

function wayOf(invocation: Invocation): Way {
  const format = invocation.text('format') ?? 'csv';
  const isOfPostings = invocation.has('postings');
  if (isOfPostings && format !== 'csv') {
    throw new WrongUsage('--postings is for csv.', 'A workbook holds the postings anyway.');
  }
  const way = WAYS[isOfPostings ? 'postings' : format];
  if (way === undefined || format === 'postings') {
    throw new WrongUsage(`"${format}" is no format.`, 'Use csv, xlsx or xero.');
  }
  return way;
}

async function handOver(app: App, { exportId, file }: FileWanted): Promise<Outcome<FileReport>> {
  const handed = await handOverTask(app, { exportId, folder: file });
  return handed.ok ? { ok: true, value: { exportId, file, ...handed.value, postings: 0 } } : handed;
}

function writtenText({ file, documents, lines, postings }: FileReport): string {
  const figures = [
    ...(lines === 0 ? [] : [countOf(lines, 'line')]),
    ...(postings === 0 ? [] : [countOf(postings, 'posting')]),
  ];
  const content = figures.length === 0 ? 'Nothing' : figures.join(' and ');
  return `${content} of ${countOf(documents, 'document')} written to ${file}.`;
}

function handedOverText({ exportId, files, documents, lines }: FileReport): string {
  return `${countOf(lines, 'line')} of ${countOf(documents, 'document')} handed over:

${files.map((file) => `  ${file}`).join('\n')}

Export ${exportId} is not sent any more. Import the journals in Xero under Accounting, Manual
journals, Import, with amounts that are Tax Inclusive, and post the drafts. Import lines of
a bank statement only into a bank account without a feed. Then run
"tieout export resume ${exportId}", which looks for them and compares every line.`;
}
