import { exportFileTask, type FileReport } from '../../tasks/export-file.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';
import { countOf } from '../figures.ts';

const EMPTY: EmptyOf<FileReport> = { exportId: null, file: null, documents: 0, lines: 0 };

export const exportFile: Command = {
  name: 'export file',
  group: 'Export',
  summary: 'write every line of a batch to a CSV file',
  about: `One line for each line in Xero, with its document, where that stands and its id in Xero; for
spreadsheets and for the auditor. The bank side of a bank transaction is line 0.`,
  operands: [{ name: 'ID', about: 'the export id' }],
  options: { to: { value: 'FILE', about: 'the file to write (default: ID.csv in this folder)' } },
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const exportId = invocation.operand(0);
  const file = invocation.text('to') ?? `${exportId}.csv`;
  const written = await invocation.withApp((app) => exportFileTask(app, { exportId, file }));
  if (!written.ok) return stopped(written.problems, { ...EMPTY, exportId });
  const { documents, lines } = written.value;
  const text = `${countOf(lines, 'line')} of ${countOf(documents, 'document')} written to ${file}.`;
  return done({ ...written.value, problems: [] }, text);
}
