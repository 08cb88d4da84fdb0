import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AccountingDate } from '../../domain/dates.ts';
import { succeed } from '../../domain/problem.ts';
import { sampleAccounts } from '../../sample/accounts.ts';
import type { SampleOptions } from '../../sample/options.ts';
import { startTotals } from '../../sample/totals.ts';
import { sampleTransactions } from '../../sample/transactions.ts';
import { benchFiles } from './bench-files.ts';
import { type Phase, timed } from './phase.ts';

/** The last day of the month that is measured. */
export const UP_TO = '2026-05-31' as AccountingDate;

/** One busy month of a lender as large as the rows demand. */
export function benchLender(rows: number): SampleOptions {
  return { seed: 73, rows, from: '2026-05-01' as AccountingDate, months: 1 };
}

/** Writes the sample lender's files. */
export const generate: Phase = async ({ root, rows }) => {
  const files = benchFiles(root);
  const options = benchLender(rows);
  const totals = startTotals();
  const { value: _, ...spent } = await timed(async () => {
    await write(files.accounts, sampleAccounts(options));
    await write(files.transactions, sampleTransactions(options, totals));
  });
  return succeed({ count: totals.rows, ...spent, facts: {} });
};

function write(path: string, pieces: Iterable<string>): Promise<void> {
  return pipeline(Readable.from(pieces), createWriteStream(path));
}
