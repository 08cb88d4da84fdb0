import { parseDate } from '../../domain/dates.ts';
import { giveUpUndoTask } from '../../tasks/give-up-undo.ts';
import { undoExportTask } from '../../tasks/undo-export.ts';
import type { UndoneDocument, UndoReport } from '../../tasks/undo-report.ts';
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
import { formatFacts, formatTable } from '../text-table.ts';

const EMPTY: EmptyOf<UndoReport> = {
  exportId: null,
  state: null,
  isPreview: false,
  documents: [],
  rows: { journals: 0, bank: 0 },
  isHeld: false,
  clearing: [],
  problems: [],
  warnings: [],
};

export const exportUndo: Command = {
  name: 'export undo',
  group: 'Export',
  summary: 'take a batch, or some of its documents, out of Xero again and free the rows',
  about: `Voids posted journals, deletes drafts and bank transactions, and reverses a journal that is
locked by a mirror on the first open day. What is reconciled or locked at the bank stays,
and so does what somebody changed in Xero; each is named. A batch of which nothing was sent
is discarded. Every step is stored before it happens and read back from Xero, so that
"export resume" goes on after a crash. The rows wait for export again afterwards; with
--hold they wait until "export release".`,
  operands: [{ name: 'ID', about: 'the export id' }],
  options: {
    document: { value: 'PARTS', about: 'only these documents: 3, or 3,4,7' },
    date: { value: 'DATE', about: 'only the documents of this day, YYYY-MM-DD' },
    hold: { about: 'keep the rows from being planned until they are released' },
    edited: { about: 'also what somebody changed in Xero; needs --reason' },
    reason: { value: 'TEXT', about: 'why, for the record' },
    preview: { about: 'say what would be done, and do nothing' },
    'give-up': { about: 'end an undo that Xero refuses where it stands; needs --reason' },
  },
  stopsGently: true,
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const exportId = invocation.operand(0);
  const wanted = { exportId, ...wantedOf(invocation) };
  const onProgress = invocation.progress.show;
  const act = invocation.has('give-up') ? giveUpUndoTask : undoExportTask;
  const undone = await invocation.withApp((app) => act(app, { ...wanted, onProgress }));
  invocation.progress.clear();
  const { isPreview, holdsRows: isHeld } = wanted;
  if (!undone.ok) return stopped(undone.problems, { ...EMPTY, exportId, isPreview, isHeld });
  const { problems } = undone.value;
  const text = undoText(undone.value);
  return { json: undone.value, text, problems, hasFailed: problems.length > 0 };
}

function wantedOf(invocation: Invocation) {
  const [document, day] = [invocation.text('document'), invocation.text('date')];
  const reason = invocation.text('reason') ?? '';
  const acceptsEdits = invocation.has('edited');
  if (document !== undefined && day !== undefined) {
    throw new WrongUsage('--document and --date exclude each other.', 'Give one of them.');
  }
  if (acceptsEdits && reason.trim() === '') {
    throw new WrongUsage('--edited needs a reason.', 'Say why with --reason TEXT.');
  }
  if (invocation.has('give-up')) checkGivingUp(invocation, reason);
  const date = day === undefined ? undefined : parseDate(day);
  if (day !== undefined && date === undefined) invocation.date('date');
  return {
    parts: document === undefined ? undefined : partsOf(document),
    date,
    holdsRows: invocation.has('hold'),
    acceptsEdits,
    reason,
    isPreview: invocation.has('preview'),
  };
}

const NOT_GIVING_UP = ['document', 'date', 'hold', 'edited', 'preview'];

function checkGivingUp(invocation: Invocation, reason: string): void {
  const isGiven = (option: string) =>
    invocation.has(option) || invocation.text(option) !== undefined;
  const others = NOT_GIVING_UP.filter(isGiven);
  if (others.length > 0) {
    throw new WrongUsage('--give-up ends the undo as it was begun.', `Leave --${others[0]} out.`);
  }
  if (reason.trim() === '') {
    throw new WrongUsage('--give-up needs a reason.', 'Say why with --reason TEXT.');
  }
}

function partsOf(text: string): number[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => /^[1-9]\d{0,5}$/.test(part))) return parts.map(Number);
  throw new WrongUsage(`"${text}" names no documents.`, 'Write their parts: 3, or 3,4,7.');
}

function undoText(report: UndoReport): string {
  const { documents, warnings } = report;
  const kept = documents.flatMap(({ reason }) => reason ?? []);
  return [
    headline(report),
    figuresOf(report),
    ...(documents.length === 0 ? [] : [documentsTable(documents)]),
    ...(kept.length === 0 ? [] : [`Kept:\n\n${formatProblems(kept)}`]),
    ...(warnings.length === 0 ? [] : [`Worth knowing:\n\n${formatProblems(warnings)}`]),
  ].join('\n\n');
}

function headline({ exportId, isPreview, state }: UndoReport): string {
  return isPreview
    ? `What undoing export ${exportId} would do; nothing is done.`
    : `Export ${exportId}: ${state}.`;
}

function figuresOf({ documents, rows, isHeld, clearing }: UndoReport): string {
  const count = (action: UndoneDocument['action']) =>
    groupDigits(documents.filter((one) => one.action === action).length);
  return formatFacts([
    ['Voided', count('void')],
    ['Deleted', count('delete')],
    ['Reversed', count('reverse')],
    ['Never in Xero', count('withdraw')],
    ['Kept', count('keep')],
    [
      isHeld ? 'Rows held' : 'Rows free',
      `${countOf(rows.journals, 'journal row')}, ${countOf(rows.bank, 'bank row')}`,
    ],
    ...clearing.map(({ code, amount }) => [`Clearing ${code}`, groupDigits(amount)] as const),
  ]);
}

function documentsTable(documents: readonly UndoneDocument[]): string {
  const rows = documents.map((one) => [
    String(one.part),
    one.kind === 'manualJournal' ? 'Manual journal' : 'Bank transaction',
    one.date,
    groupDigits(one.total),
    one.mirrorPart === null ? one.action : `${one.action} by part ${one.mirrorPart}`,
    one.state,
  ]);
  const columns = [
    { title: 'Part', isFigure: true },
    { title: 'Document' },
    { title: 'Date' },
    { title: 'Total', isFigure: true },
    { title: 'Undo' },
    { title: 'State' },
  ] as const;
  return formatTable(columns, rows);
}
