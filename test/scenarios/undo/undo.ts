import { expect } from 'vitest';
import type { UndoReport } from '../../../src/tasks/undo-export.ts';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { valueIn } from '../../outcomes.ts';
import type { Lender } from '../export/lender.ts';

/** What a command printed as JSON, and its exit code. */
export type Printed<T> = T & { readonly exitCode: number };

/** A lender's command line: `tieout` in test mode on its data folder. */
export async function tieout<T>({ dataFolder }: Lender, ...words: string[]): Promise<Printed<T>> {
  let stdout = '';
  let stderr = '';
  const exitCode = await runCommandLine(['--data', dataFolder, '--mode', 'test', '--json', ...words], {
    env: {},
    user: 'tester',
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    isWatched: false,
    columns: 80,
    keyboard: { line: async () => undefined, page: async () => undefined, close: () => undefined },
    untilStopped: () => Promise.resolve(),
  });
  if (stdout === '') throw new Error(`tieout ${words.join(' ')} printed nothing: ${stderr}`);
  return { ...JSON.parse(stdout), exitCode };
}

/** `export undo`. */
export function undo(
  lender: Lender,
  exportId: string,
  ...words: string[]
): Promise<Printed<UndoReport>> {
  return tieout(lender, 'export', 'undo', exportId, ...words);
}

/** Plans and sends all that waits. */
export async function sentBatch(lender: Lender): Promise<string> {
  const exportId = await lender.planned();
  expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete' });
  return exportId;
}

/** Xero's balances of all accounts, `1100 82.50`, those that are not nil. */
export async function trialBalance({ xero }: Lender): Promise<string[]> {
  const entries = await xero.inBooks<{ code: string; cents: string }[]>('GET', '/ledger');
  const sums = new Map<string, bigint>();
  for (const { code, cents } of entries) {
    sums.set(code, (sums.get(code) ?? 0n) + BigInt(cents));
  }
  return [...sums]
    .filter(([, cents]) => cents !== 0n)
    .map(([code, cents]) => `${code} ${cents}`)
    .sort();
}
