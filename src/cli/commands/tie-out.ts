import type { TieOutClass } from '../../domain/tie-out.ts';
import { TIE_OUT_CLASS_WORDS } from '../../domain/tie-out-words.ts';
import { type TieOutReport, tieOutTask } from '../../tasks/tie-out.ts';
import { type Command, type EmptyOf, type Invocation, type Report, stopped } from '../command.ts';
import { groupDigits } from '../figures.ts';
import { formatTable } from '../text-table.ts';

const EMPTY: EmptyOf<TieOutReport> = {
  entity: null,
  date: null,
  accounts: [],
  reasons: [],
  clearing: [],
  unplaced: [],
  unexplained: null,
};

export const tieOut: Command = {
  name: 'tie-out',
  group: 'Prove',
  summary: "compare the loan book with Xero's trial balance and explain every difference",
  about: `Adds up the loan book by GL account as it is sent, reads Xero's trial balance at DATE, and names
every difference: not yet exported, held, edited in Xero, rounding of GST and so on. What
cannot be named is unexplained; the exit code is 0 only where that is 0.00. Held rows count on
every account of theirs that is known; what has none yet is listed with what is missing.

The difference is Xero minus the loan book. On an account that others post to as well, such as a
bank account, what is not of tieout stands under others.`,
  operands: [],
  options: {
    entity: { value: 'E', about: 'code of an entity of the organisation', isRequired: true },
    date: { value: 'DATE', about: 'the day at whose end both sides are taken', isRequired: true },
  },
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const entity = invocation.required('entity');
  const date = invocation.date('date');
  const tied = await invocation.withApp((app) =>
    tieOutTask(app, {
      entity,
      date,
      onProgress: invocation.progress.show,
    }),
  );
  invocation.progress.clear();
  if (!tied.ok) return stopped(tied.problems, { ...EMPTY, entity, date });
  const hasFailed = tied.value.unexplained !== '0.00';
  return {
    json: { ...tied.value, problems: [] },
    text: tieOutText(tied.value),
    problems: [],
    hasFailed,
  };
}

/** The tie-out as a table, and the reasons for each difference below it. */
export function tieOutText(report: TieOutReport): string {
  const { date, accounts, clearing, unplaced, unexplained } = report;
  const rows = accounts.map((one) => [
    one.code,
    one.name,
    groupDigits(one.ours),
    groupDigits(one.xero),
    groupDigits(one.difference),
    groupDigits(one.others),
    groupDigits(one.unexplained),
  ]);
  const columns = [
    { title: 'Account' },
    { title: 'Name' },
    { title: 'Loan book', isFigure: true },
    { title: 'Xero', isFigure: true },
    { title: 'Difference', isFigure: true },
    { title: 'Others', isFigure: true },
    { title: 'Unexplained', isFigure: true },
  ] as const;
  const reasons = accounts.flatMap(({ code: glAccountCode, classes }) =>
    Object.entries(classes)
      .filter(([, amount]) => amount !== '0.00')
      .map(([name, amount]) => [
        glAccountCode,
        TIE_OUT_CLASS_WORDS[name as TieOutClass].name,
        groupDigits(amount),
        namesOf(report.reasons, glAccountCode, name),
      ]),
  );
  return [
    `Tie-out at the end of ${date}`,
    accounts.length === 0 ? 'Neither side has a balance.' : formatTable(columns, rows),
    ...(reasons.length === 0 ? [] : [`Why they differ\n${formatTable(REASON_COLUMNS, reasons)}`]),
    ...(unplaced.length === 0 ? [] : [unplacedText(unplaced)]),
    ...(clearing.length === 0 ? [] : [clearingText(clearing)]),
    `Unexplained: ${groupDigits(unexplained)}`,
  ].join('\n\n');
}

/** The first rows or documents behind a class amount, and how many more there are. */
function namesOf(reasons: TieOutReport['reasons'], code: string, name: string): string {
  const own = reasons.filter((one) => one.code === code && one.class === name);
  const shown = own.slice(0, 2).map((one) => one.of);
  return own.length > 2 ? `${shown.join('; ')}; ${own.length - 2} more` : shown.join('; ');
}

function unplacedText(unplaced: TieOutReport['unplaced']): string {
  const rows = unplaced.map((one) => [
    one.reason,
    one.stream,
    groupDigits(one.rows),
    groupDigits(one.amount),
    one.examples,
  ]);
  return `In no account yet\n${formatTable(UNPLACED_COLUMNS, rows)}`;
}

function clearingText(clearing: TieOutReport['clearing']): string {
  const rows = clearing.flatMap(({ code: glAccountCode, items }) =>
    items.map(({ date, ageDays, amount, of }) => [
      glAccountCode,
      date,
      String(ageDays),
      groupDigits(amount),
      of.length > 2 ? `${of.slice(0, 2).join('; ')}; ${of.length - 2} more` : of.join('; '),
    ]),
  );
  const table = formatTable(CLEARING_COLUMNS, rows.slice(0, MOST_SHOWN));
  const left = rows.length - MOST_SHOWN;
  const more = left > 0 ? `\nand ${groupDigits(left)} more: --json lists all.` : '';
  return `Clearing accounts with a balance\n${table}${more}`;
}

/** The oldest, which somebody should look at first. */
const MOST_SHOWN = 50;

const CLEARING_COLUMNS = [
  { title: 'Account' },
  { title: 'Date' },
  { title: 'Days', isFigure: true },
  { title: 'Amount', isFigure: true },
  { title: 'Made by' },
] as const;

const UNPLACED_COLUMNS = [
  { title: 'What is missing' },
  { title: 'Stream' },
  { title: 'Rows', isFigure: true },
  { title: 'Amount', isFigure: true },
  { title: 'Of' },
] as const;

const REASON_COLUMNS = [
  { title: 'Account' },
  { title: 'Reason' },
  { title: 'Amount', isFigure: true },
  { title: 'Of' },
] as const;
