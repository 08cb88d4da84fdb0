import type { ImportKind } from '../../domain/import-row.ts';
import type { Problem } from '../../domain/problem.ts';
import { importFile } from '../../tasks/import.ts';
import type { ImportResult } from '../../tasks/import-request.ts';
import { problemFileBeside } from '../../tasks/problem-file.ts';
import { sourceFileAt } from '../../tasks/source-file.ts';
import type { Command, EmptyOf, Invocation, Report } from '../command.ts';
import { countOf, groupDigits } from '../figures.ts';
import { formatFacts } from '../text-table.ts';

const EMPTY: EmptyOf<ImportResult> = {
  importId: null,
  rows: 0,
  accepted: 0,
  unchanged: 0,
  sameAs: null,
  debits: '0.00',
  credits: '0.00',
  problems: [],
  problemCount: 1,
};

export const importAccounts: Command = importCommand('accounts', {
  summary: 'take in loan accounts from a CSV file',
  columns: `account_id, client_id, client_name, account_type, entity, branch, department;
may have: gst_exempt`,
});

export const importTransactions: Command = importCommand('transactions', {
  summary: 'take in loan transactions from a CSV file',
  columns: `transaction_id, date, account_id, element, amount (or debit and credit);
may have: gst, reference, description, entered_at, bank_account, bank_group, reversal_of,
source, version, currency`,
});

export const importJournals: Command = importCommand('journals', {
  summary: 'take in ready-made journal entries from a CSV file',
  columns: `entry_id, date, entity, gl_account, amount (or debit and credit);
may have: branch, department, gst_code, description, narration, entered_at, source, version`,
});

function importCommand(
  kind: ImportKind,
  { summary, columns }: { summary: string; columns: string },
): Command {
  return {
    name: `import ${kind}`,
    group: 'Bring data in',
    summary,
    about: `A file is taken in whole or, when a single row is wrong, not at all; the first wrong rows are then
listed here and all of them in FILE.problems.csv. The same file a second time changes nothing.

The file has a line of column names, in any order and in capitals or not:
${columns}.
Dates are written 2026-05-31, amounts 1234.50; debit is positive. A file of another shape
is read through a layout of the configuration. examples/first-export has a file of each kind.`,
    operands: [{ name: 'FILE', about: 'a CSV file, plain or packed with gzip' }],
    options: {
      layout: { value: 'NAME', about: 'a layout of the configuration that says how to read it' },
      'dry-run': { about: 'check everything and keep nothing' },
    },
    emptyJson: EMPTY,
    run: (invocation) => run(kind, invocation),
  };
}

async function run(kind: ImportKind, invocation: Invocation): Promise<Report> {
  const path = invocation.operand(0);
  const layout = invocation.text('layout');
  const problemFile = problemFileBeside(path);
  const result = await invocation.withApp((app) =>
    importFile({
      store: app.store,
      act: app.act(),
      clock: { now: () => app.act().at },
      kind,
      file: sourceFileAt(path),
      ...(layout === undefined ? {} : { layout }),
      dryRun: invocation.has('dry-run'),
      onProgress: (done, of) => invocation.progress.show({ doing: `Reading ${path}`, done, of }),
      problemSink: { add: (found) => isOfRows(found) && problemFile.add(found) },
    }),
  );
  invocation.progress.clear();
  const listedIn = problemFile.close();
  return {
    json: result,
    text:
      result.problemCount > 0
        ? refusalText(result, listedIn)
        : resultText(kind, result, invocation.has('dry-run')),
    problems: result.problems,
    allProblems: { count: result.problemCount, listedIn },
    hasFailed: result.problemCount > 0,
  };
}

/** Beside a file that cannot be read, a list of its rows would only be in the way. */
function isOfRows(found: Problem): boolean {
  return found.code !== 'file.not_readable';
}

function refusalText({ rows, problemCount }: ImportResult, listedIn: string | undefined): string {
  const found = `Nothing was taken in: ${countOf(problemCount, 'problem')}, ${countOf(rows, 'row')} read.`;
  return listedIn === undefined ? found : `${found}\nAll of them are listed in ${listedIn}.`;
}

function resultText(kind: ImportKind, result: ImportResult, isDryRun: boolean): string {
  const { importId, rows, accepted, unchanged, sameAs } = result;
  if (sameAs !== null) return `Nothing changes: import ${sameAs} took in the same file before.`;
  const headline = isDryRun
    ? 'All is in order; a dry run keeps nothing.'
    : `All is in order, and taken in as import ${importId}.`;
  const facts = formatFacts([
    ['Rows read', groupDigits(rows)],
    [isDryRun ? 'New or changed' : 'Taken in', groupDigits(accepted)],
    ['Known before', groupDigits(unchanged)],
    ...(kind === 'accounts' ? [] : amountsOf(result)),
  ]);
  return `${headline}\n${facts}`;
}

function amountsOf({ debits, credits }: ImportResult): [string, string][] {
  return [
    ['Debits', groupDigits(debits)],
    ['Credits', groupDigits(credits)],
  ];
}
