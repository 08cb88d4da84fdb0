import type { Decided } from '../../domain/decision.ts';
import {
  type BatchStatus,
  type DecisionSummary,
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
  handedOver: null,
  awaitingApproval: 0,
  parts: [],
  decisions: [],
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
  const { parts, decisions, ...batch } = found.value;
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
    ...handedOverFacts(batch.handedOver),
  ]);
  const blocks = [facts, partsTable(parts), ...(decisions.length > 0 ? [decided(decisions)] : [])];
  return done(found.value, blocks.join('\n\n'));
}

function handedOverFacts(handedOver: BatchStatus['handedOver']): [string, string][] {
  if (handedOver === null) return [];
  const { at, by, files } = handedOver;
  return [
    ['Handed over', `${minuteOf(at)} by ${by}`],
    ['As', files.join(', ')],
  ];
}

const DECISIONS: Readonly<Record<Decided, string>> = {
  posted: 'posted',
  notPosted: 'not posted',
  undoGivenUp: 'undo given up',
};

function decided(decisions: readonly DecisionSummary[]): string {
  const rows = decisions.map(({ part, at, actor, decided: as, reason }) => {
    return [part === null ? '' : String(part), minuteOf(at), actor, DECISIONS[as], reason];
  });
  const columns = [
    { title: 'Part', isFigure: true },
    { title: 'When' },
    { title: 'Who' },
    { title: 'Decided' },
    { title: 'Why' },
  ] as const;
  return formatTable(columns, rows);
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
