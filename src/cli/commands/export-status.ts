import {
  type BatchStatus,
  type DocumentSummary,
  exportStatusTask,
} from '../../tasks/show-exports.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';
import { countOf, groupDigits, minuteOf } from '../figures.ts';
import { formatFacts, formatTable } from '../text-table.ts';

const EMPTY: EmptyOf<BatchStatus> = {
  exportId: null,
  entity: null,
  organisation: null,
  state: null,
  upTo: null,
  createdAt: null,
  createdBy: null,
  transactions: 0,
  documents: {},
  debits: '0.00',
  wakeAt: null,
  waitsFor: null,
  awaitingApproval: 0,
  parts: [],
};

export const exportStatus: Command = {
  name: 'export status',
  group: 'Export',
  summary: 'show where a batch stands, document by document',
  about: 'Reads what is stored here; Xero is not asked.',
  operands: [{ name: 'ID', about: 'the export id' }],
  options: {},
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const exportId = invocation.operand(0);
  const found = await invocation.withApp((app) => exportStatusTask(app, exportId));
  if (!found.ok) return stopped(found.problems, { ...EMPTY, exportId });
  const { parts, ...batch } = found.value;
  const facts = formatFacts([
    ['Export id', batch.exportId],
    ['Entity', batch.entity],
    ['Organisation', batch.organisation],
    ['State', batch.state],
    ['Up to', batch.upTo],
    ['Planned', `${minuteOf(batch.createdAt)} by ${batch.createdBy}`],
    ...(batch.awaitingApproval === 0
      ? []
      : [['Drafts', `${countOf(batch.awaitingApproval, 'journal')} to approve in Xero`] as const]),
    ...(batch.wakeAt === null ? [] : [['Waits until', minuteOf(batch.wakeAt)] as const]),
    ...(batch.waitsFor === null ? [] : [['Waits for', batch.waitsFor] as const]),
  ]);
  return done(found.value, `${facts}\n\n${partsTable(parts)}`);
}

function partsTable(parts: readonly DocumentSummary[]): string {
  const rows = parts.map((one) => [
    String(one.part),
    one.kind === 'manualJournal' ? 'Manual journal' : 'Bank transaction',
    one.date,
    one.state,
    groupDigits(one.lines),
    groupDigits(one.total),
    one.xeroId ?? '',
    one.problem?.message ?? '',
  ]);
  const columns = [
    { title: 'Part', isFigure: true },
    { title: 'Document' },
    { title: 'Date' },
    { title: 'State' },
    { title: 'Lines', isFigure: true },
    { title: 'Total', isFigure: true },
    { title: 'Id in Xero' },
    { title: 'Problem' },
  ] as const;
  return formatTable(columns, rows);
}
