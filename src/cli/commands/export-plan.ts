import type { Mode, Stream } from '../../domain/settings.ts';
import { type PlanAsked, type PlanReport, planExportTask } from '../../tasks/plan-export.ts';
import {
  type Command,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
  WrongUsage,
} from '../command.ts';
import { countOf, groupDigits } from '../figures.ts';
import { formatProblems } from '../problem-text.ts';
import { formatFacts } from '../text-table.ts';

const STREAMS: readonly Stream[] = ['journals', 'bank'];

const EMPTY: EmptyOf<PlanReport> = {
  exportId: null,
  entity: null,
  upTo: null,
  transactions: 0,
  postings: 0,
  lines: 0,
  documents: { manualJournals: 0, bankTransactions: 0 },
  debits: '0.00',
  credits: '0.00',
  gst: '0.00',
  gstXero: '0.00',
  waitingForMonthEnd: 0,
  excluded: 0,
  held: [],
  problems: [],
  warnings: [],
  forecast: { calls: 0, seconds: 0 },
};

export const exportPlan: Command = {
  name: 'export plan',
  group: 'Export',
  summary: 'make the manual journals and bank transactions of what is not exported yet',
  about: `Takes every row dated up to DATE that waits, and plans the manual journals and bank transactions
that it becomes in Xero. Nothing is sent. The batch is stored under its export id, for
"export send"; its rows belong to it until it is undone. Rows that cannot be posted are
held and listed with the reason, and wait. A preview is the same without the storing.

When anything in Xero does not fit (an account is missing, a tax type has another rate), every
such problem is listed and nothing is stored.`,
  operands: [],
  options: {
    entity: { value: 'E', about: 'code of the entity to export for', isRequired: true },
    'up-to': { value: 'DATE', about: 'the cut-off date, YYYY-MM-DD', isRequired: true },
    streams: { value: 'LIST', about: 'journals, bank, or both: journals,bank (default: as set)' },
    'export-id': { value: 'X', about: 'an id or template (default: the template of the settings)' },
    preview: { about: 'store nothing' },
  },
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const asked = askedOf(invocation);
  const { planned, mode } = await invocation.withApp(async (app) => {
    return { planned: await planExportTask(app, asked), mode: app.mode };
  });
  invocation.progress.clear();
  const { entity, upTo, isPreview } = asked;
  if (!planned.ok) return stopped(planned.problems, { ...EMPTY, entity, upTo });
  const { problems } = planned.value;
  return {
    json: planned.value,
    text: planText(planned.value, { isPreview, mode }),
    problems,
    hasFailed: problems.length > 0,
  };
}

function askedOf(invocation: Invocation): PlanAsked {
  const streams = streamsOf(invocation.text('streams'));
  const exportId = invocation.text('export-id');
  return {
    entity: invocation.required('entity'),
    upTo: invocation.date('up-to'),
    ...(streams === undefined ? {} : { streams }),
    ...(exportId === undefined ? {} : { exportId }),
    isPreview: invocation.has('preview'),
    onProgress: invocation.progress.show,
  };
}

function streamsOf(text: string | undefined): Stream[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !STREAMS.some((stream) => stream === name));
  if (unknown === undefined) return STREAMS.filter((stream) => names.includes(stream));
  throw new WrongUsage(`There is no stream "${unknown}".`, 'Write journals, bank, or both.');
}

function planText(report: PlanReport, asked: { isPreview: boolean; mode: Mode }): string {
  const { exportId, problems, held, warnings } = report;
  return [
    headline(report, asked),
    ...(exportId === null ? [] : [figuresOf(report)]),
    ...(held.length === 0 ? [] : [`Held, and waiting:\n\n${formatProblems(held)}`]),
    ...(warnings.length === 0 ? [] : [`Worth knowing:\n\n${formatProblems(warnings)}`]),
    ...(problems.length === 0 ? [] : [`${countOf(problems.length, 'problem')} to solve first:`]),
  ].join('\n\n');
}

function headline(
  { exportId, problems, held, upTo }: PlanReport,
  { isPreview, mode }: { isPreview: boolean; mode: Mode },
): string {
  if (exportId === null && held.length > 0) return `Nothing that waits up to ${upTo} may go.`;
  if (exportId === null) return `Nothing waits to be exported up to ${upTo}.`;
  if (problems.length > 0) return `Export ${exportId} cannot be planned; nothing is stored.`;
  if (isPreview) return `Preview of export ${exportId}; nothing is stored.`;
  const options = mode === 'test' ? ' --mode test' : '';
  return [
    `Export ${exportId} is planned; nothing is sent yet.`,
    `Look at every line:  tieout export lines ${exportId}${options}`,
    `Send it:             tieout export send ${exportId}${options}`,
  ].join('\n');
}

function figuresOf(report: PlanReport): string {
  const { documents, forecast } = report;
  return formatFacts([
    ['Transactions', groupDigits(report.transactions)],
    ['Manual journals', groupDigits(documents.manualJournals)],
    ['Bank transactions', groupDigits(documents.bankTransactions)],
    ['Lines', groupDigits(report.lines)],
    ['Debits', groupDigits(report.debits)],
    ['Credits', groupDigits(report.credits)],
    ['GST by transaction', groupDigits(report.gst)],
    ['GST as Xero adds it', groupDigits(report.gstXero)],
    ['Wait for month end', groupDigits(report.waitingForMonthEnd)],
    ['Excluded', groupDigits(report.excluded)],
    ['Calls to Xero', `${groupDigits(forecast.calls)}, ${durationOf(forecast.seconds)}`],
  ]);
}

function durationOf(seconds: number): string {
  return seconds < 60 ? 'under a minute' : `about ${countOf(Math.ceil(seconds / 60), 'minute')}`;
}
