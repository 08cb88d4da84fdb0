import { exportLinesTask, type LineSummary } from '../../tasks/show-exports.ts';
import { type Command, done, type Invocation, type Report, stopped } from '../command.ts';
import { groupDigits } from '../figures.ts';
import { formatTable } from '../text-table.ts';

export const exportLines: Command = {
  name: 'export lines',
  group: 'Export',
  summary: 'print every line of a batch as it is sent',
  about: `Debit is positive. Line 0 of a bank transaction is the bank side, which Xero makes by itself.`,
  operands: [{ name: 'ID', about: 'the export id' }],
  options: {},
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const exportId = invocation.operand(0);
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
    { title: 'Option A' },
    { title: 'Option B' },
    { title: 'Text' },
  ] as const;
  return formatTable(columns, rows);
}
