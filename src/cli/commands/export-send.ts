import { type SendReport, sendExportTask } from '../../tasks/send-export.ts';
import { resumeExportTask } from '../../tasks/undo-export.ts';
import { type Command, type EmptyOf, type Invocation, type Report, stopped } from '../command.ts';
import { countOf, groupDigits } from '../figures.ts';
import { formatFacts } from '../text-table.ts';

const EXPORT_ID = { name: 'ID', about: 'the export id that "export plan" gave' };

const EMPTY: EmptyOf<SendReport> = {
  exportId: null,
  state: null,
  documents: { confirmed: 0, rejected: 0, inDoubt: 0, conflict: 0 },
  problems: [],
};

export const exportSend: Command = {
  name: 'export send',
  group: 'Export',
  summary: 'send a planned batch to Xero, each document exactly once, and read it back',
  about: `Sends the batch and then reads every document back from Xero and compares it line by line. A
document without an answer is in doubt: it is looked for in Xero, and sent again only when
it is shown not to be there. Sending a batch that is complete changes nothing.`,
  operands: [EXPORT_ID],
  options: {},
  stopsGently: true,
  emptyJson: EMPTY,
  run: (invocation) => run(invocation, sendExportTask),
};

export const exportResume: Command = {
  name: 'export resume',
  group: 'Export',
  summary: 'go on with a batch that was interrupted, looking before sending',
  about: `After a crash, a lost network or a limit of Xero: looks at what Xero holds of the batch, and
sends only what is shown not to be there. An undo that was cut short goes on likewise.`,
  operands: [EXPORT_ID],
  options: {},
  stopsGently: true,
  emptyJson: EMPTY,
  run: (invocation) => run(invocation, resumeExportTask),
};

async function run(invocation: Invocation, act: typeof sendExportTask): Promise<Report> {
  const exportId = invocation.operand(0);
  const sent = await invocation.withApp((app) => act(app, exportId, invocation.progress.show));
  invocation.progress.clear();
  if (!sent.ok) return stopped(sent.problems, { ...EMPTY, exportId });
  const { problems } = sent.value;
  const hasFailed = problems.length > 0;
  return { json: sent.value, text: sendText(sent.value), problems, hasFailed };
}

function sendText({ exportId, state, documents }: SendReport): string {
  const { confirmed, rejected, inDoubt, conflict } = documents;
  const counts = formatFacts([
    ['Confirmed', groupDigits(confirmed)],
    ['Rejected', groupDigits(rejected)],
    ['In doubt', groupDigits(inDoubt)],
    ['In conflict', groupDigits(conflict)],
  ]);
  if (state === 'complete') {
    const sent = countOf(confirmed, 'document');
    return `Export ${exportId} is complete: ${sent} in Xero, each once, read back and equal.`;
  }
  return `Export ${exportId}: ${state}.\n${counts}`;
}
