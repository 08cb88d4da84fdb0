import type { DecidedAs } from '../../domain/decision.ts';
import { type DecisionReport, decideDocumentTask } from '../../tasks/decide-document.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
  WrongUsage,
} from '../command.ts';
import { groupDigits } from '../figures.ts';
import { formatFacts } from '../text-table.ts';

const EMPTY: EmptyOf<DecisionReport> = {
  exportId: null,
  state: null,
  isPreview: false,
  part: null,
  text: null,
  total: null,
  decided: null,
  documentState: null,
  xeroId: null,
  differences: null,
  inXero: [],
};

export const exportDecide: Command = {
  name: 'export decide',
  group: 'Export',
  summary: 'decide, with a reason, on a document that waits for a person',
  about: `For a document in conflict or in doubt, once you have looked at it in Xero. As posted: what stands
there is taken as it is, with its differences, and proves the document from then on. As
not-posted: it goes out again with the next "export resume", under a new key. Xero is looked
through first: while it cannot be, nothing is decided, and what stands there is never sent
a second time.`,
  operands: [{ name: 'ID', about: 'the export id' }],
  options: {
    document: { value: 'PART', about: 'the document', isRequired: true },
    as: { value: 'DECISION', about: 'posted, or not-posted', isRequired: true },
    'xero-id': { value: 'XERO-ID', about: 'the document in Xero that stands for it' },
    reason: { value: 'TEXT', about: 'why, for the record', isRequired: true },
    preview: { about: 'say what would be decided, and decide nothing' },
  },
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const exportId = invocation.operand(0);
  const wanted = { exportId, ...wantedOf(invocation) };
  const onProgress = invocation.progress.show;
  const decided = await invocation.withApp((app) =>
    decideDocumentTask(app, { ...wanted, onProgress }),
  );
  invocation.progress.clear();
  const { isPreview, part } = wanted;
  if (!decided.ok) return stopped(decided.problems, { ...EMPTY, exportId, isPreview, part });
  return done(decided.value, textOf(decided.value));
}

const DECISIONS: Readonly<Record<string, DecidedAs>> = {
  posted: 'posted',
  'not-posted': 'notPosted',
};

function wantedOf(invocation: Invocation) {
  const decidedAs = DECISIONS[invocation.required('as')];
  if (decidedAs === undefined) {
    throw new WrongUsage(
      `"${invocation.text('as')}" is no decision.`,
      'Give --as posted or --as not-posted.',
    );
  }
  const reason = invocation.required('reason');
  if (reason.trim() === '') {
    throw new WrongUsage('A decision needs a reason.', 'Say why with --reason TEXT.');
  }
  const xeroId = invocation.text('xero-id');
  if (xeroId !== undefined && decidedAs === 'notPosted') {
    throw new WrongUsage('--xero-id names what is posted.', 'Leave it out with --as not-posted.');
  }
  return {
    part: invocation.number('document', 999_999) ?? 0,
    decidedAs,
    xeroId,
    reason,
    isPreview: invocation.has('preview'),
  };
}

function textOf(report: DecisionReport): string {
  const { exportId, part, text, total, decided, documentState, xeroId, differences } = report;
  const facts: [string, string][] = [
    ['Document', `${exportId}/${part}`],
    ['Text', text],
    ['Total', groupDigits(total)],
    ['State', documentState],
    ...(xeroId === null ? [] : [['Id in Xero', xeroId] as [string, string]]),
    ...(differences === '' ? [] : [['Accepted', differences] as [string, string]]),
    ...report.inXero.map((one): [string, string] => ['Xero showed', `${one.status} ${one.xeroId}`]),
  ];
  return `${headline(report)}\n\n${formatFacts(facts)}${nextStep(decided, exportId)}`;
}

function headline({ isPreview, decided }: DecisionReport): string {
  const words = decided === 'posted' ? 'posted' : 'not posted';
  return isPreview ? `It would be decided as ${words}; nothing is.` : `Decided as ${words}.`;
}

function nextStep(decided: DecidedAs, exportId: string): string {
  return decided === 'posted' ? '' : `\n\nIt goes out with "tieout export resume ${exportId}".`;
}
