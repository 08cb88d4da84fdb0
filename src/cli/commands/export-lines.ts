import {
  exportLinesTask,
  exportPostingsTask,
  type LineSummary,
  type PostingSummary,
} from '../../tasks/show-exports.ts';
import {
  type Command,
  done,
  type Invocation,
  type Report,
  stopped,
  WrongUsage,
} from '../command.ts';
import { groupDigits } from '../figures.ts';
import { formatTable } from '../text-table.ts';

export const exportLines: Command = {
  name: 'export lines',
  group: 'Export',
  summary: 'print every line of a batch as it is sent',
  about: `Debit is positive. Line 0 of a bank transaction is the bank side, which Xero makes by itself.
With --part and --line it prints the transactions behind that one line: they add up to it.`,
  operands: [{ name: 'ID', about: 'the export id' }],
  options: {
    part: { value: 'P', about: 'number of the document' },
    line: { value: 'L', about: 'number of its line' },
  },
  emptyJson: { exportId: null, lines: [] },
  run,
};

const HIGHEST = 1_000_000;

async function run(invocation: Invocation): Promise<Report> {
  const exportId = invocation.operand(0);
  const [part, line] = [invocation.number('part', HIGHEST), invocation.number('line', HIGHEST)];
  if (part !== undefined && line !== undefined) {
    return showPostings(invocation, { exportId, part, line });
  }
  if (part !== line)
    throw new WrongUsage(
      'A line is named by its document and its number.',
      'Give --part and --line.',
    );
  const found = await invocation.withApp((app) => exportLinesTask(app, exportId));
  if (!found.ok) return stopped(found.problems, { exportId, lines: [] });
  return done(found.value, linesTable(found.value.lines));
}

function linesTable(lines: readonly LineSummary[]): string {
  const rows = lines.map((line) => [
    String(line.part),
    String(line.line),
    line.date,
    line.account,
    groupDigits(line.amount),
    groupDigits(line.gst),
    line.taxType,
    line.optionA,
    line.optionB,
    line.description,
  ]);
  const columns = [
    { title: 'Part', isFigure: true },
    { title: 'Line', isFigure: true },
    { title: 'Date' },
    { title: 'Account' },
    { title: 'Amount', isFigure: true },
    { title: 'GST', isFigure: true },
    { title: 'Tax type' },
    { title: 'Tracking A' },
    { title: 'Tracking B' },
    { title: 'Text' },
  ] as const;
  return formatTable(columns, rows);
}

async function showPostings(
  invocation: Invocation,
  asked: { exportId: string; part: number; line: number },
): Promise<Report> {
  const found = await invocation.withApp((app) => exportPostingsTask(app, asked));
  if (!found.ok) return stopped(found.problems, { ...asked, postings: [] });
  return done(found.value, postingsTable(found.value.postings));
}

function postingsTable(postings: readonly PostingSummary[]): string {
  const rows = postings.map((one) => [
    one.id,
    String(one.version),
    one.date,
    one.loanAccount,
    one.element,
    groupDigits(one.amount),
    groupDigits(one.gst),
    one.text,
  ]);
  const columns = [
    { title: 'Transaction' },
    { title: 'Version', isFigure: true },
    { title: 'Date' },
    { title: 'Loan account' },
    { title: 'Element' },
    { title: 'Amount', isFigure: true },
    { title: 'GST', isFigure: true },
    { title: 'Text' },
  ] as const;
  return formatTable(columns, rows);
}
