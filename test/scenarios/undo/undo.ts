import { expect } from 'vitest';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import type { AccountingDate } from '../../../src/domain/dates.ts';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { undoExportTask } from '../../../src/tasks/undo-export.ts';
import type { UndoReport } from '../../../src/tasks/undo-report.ts';
import { valueIn } from '../../outcomes.ts';
import type { Lender } from '../export/lender.ts';

/** What a command printed as JSON, and its exit code. */
export type Printed<T> = T & { readonly exitCode: number };

/** A lender's command line: `tieout` in test mode on its data folder. */
export async function tieout<T>({ dataFolder }: Lender, ...words: string[]): Promise<Printed<T>> {
  const said = { out: '', err: '' };
  const before = ['--data', dataFolder, '--mode', 'test', '--json'];
  const exitCode = await runCommandLine([...before, ...words], {
    env: {},
    user: 'tester',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    isWatched: false,
    columns: 80,
    keyboard: {
      line: async () => undefined,
      page: async () => undefined,
      close: () => undefined,
    },
    untilStopped: () => Promise.resolve(),
  });
  if (said.out === '') throw new Error(`tieout ${words.join(' ')} printed nothing: ${said.err}`);
  return { ...JSON.parse(said.out), exitCode };
}

/** `export undo`. */
export function undo(
  lender: Lender,
  exportId: string,
  ...words: string[]
): Promise<Printed<UndoReport>> {
  return tieout(lender, 'export', 'undo', exportId, ...words);
}

/** The same by the task itself, in the lender's own time, where waiting costs none. */
export function undoInTime(lender: Lender, exportId: string) {
  const asked = { parts: undefined, date: undefined, holdsRows: false, acceptsEdits: false };
  const wanted = { exportId, ...asked, reason: '', isPreview: false };
  return undoExportTask(lender.app, wanted);
}

/** What is done to each document, `1 void voided`. */
export function actionsOf({ documents }: Pick<UndoReport, 'documents'>): string[] {
  return documents.map(({ part, action, state }) => `${part} ${action} ${state}`);
}

/** Why documents are kept, `4 undo.reconciled`. */
export function keptBy({ documents }: Pick<UndoReport, 'documents'>): string[] {
  return documents.flatMap(({ part, reason }) =>
    reason === null ? [] : [`${part} ${reason.code}`],
  );
}

/** Plans and sends all that waits. */
export async function sentBatch(lender: Lender): Promise<string> {
  const exportId = await lender.planned();
  expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete' });
  return exportId;
}

/** Xero's balances in cents of all accounts that are not nil, out of the twin's own ledger. */
export async function balances({ xero }: Lender, upTo = '9999-12-31'): Promise<string[]> {
  const entries = await xero.inBooks<{ code: string; date: string; cents: string }[]>(
    'GET',
    '/ledger',
  );
  const sums = new Map<string, bigint>();
  for (const { code, date, cents } of entries) {
    if (date <= upTo) sums.set(code, (sums.get(code) ?? 0n) + BigInt(cents));
  }
  return [...sums]
    .filter(([, cents]) => cents !== 0n)
    .map(([code, cents]) => `${code} ${cents}`)
    .sort();
}

/** The document of a batch's part, as any program reads it. */
export async function partInXero({ xero }: Lender, part: number) {
  const found = (await xero.documents()).find(({ text }) => text.includes(`/${part} `));
  if (found === undefined) throw new Error(`part ${part} is not in Xero`);
  return found;
}

/** Locks the books up to a day. */
export async function lock({ xero }: Lender, periodLockDate: string): Promise<void> {
  await xero.inBooks('PUT', '/lock-dates', { periodLockDate });
}

/** The classes that explain a difference at a date, by account; nothing may be unexplained. */
export async function classesAt(lender: Lender, date = '2026-05-31') {
  const report: TieOutReport = await lender.tieOut(date as AccountingDate);
  expect(report.unexplained).toBe('0.00');
  const rows = report.accounts.flatMap(({ code, classes }) =>
    Object.entries(classes)
      .filter(([, amount]) => amount !== '0.00')
      .map(([name, amount]) => `${code} ${name} ${amount}`),
  );
  return rows.sort();
}
