import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { handOverTask } from '../../../src/tasks/hand-over.ts';
import { resumeExportTask } from '../../../src/tasks/undo-export.ts';
import { valueIn } from '../../outcomes.ts';
import type { Lender } from '../export/lender.ts';
import { type ImportWays, importJournals, importStatement } from './import-by-hand.ts';

/** An empty folder of the test's own. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A batch that was handed over, and where its files are. */
export interface HandedOverBatch {
  readonly exportId: string;
  readonly folder: string;
}

/** Plans all that waits and writes the files for Xero. */
export async function handedOverBatch(lender: Lender): Promise<HandedOverBatch> {
  const exportId = await lender.planned();
  const folder = newFolder();
  valueIn(await handOverTask(lender.app, { exportId, folder }));
  return { exportId, folder };
}

/** Files of a folder with their bytes, by name. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** A person imports the journals of a batch into Xero. */
export async function importJournalFiles(
  { xero }: Lender,
  folder: string,
  ways?: ImportWays,
): Promise<void> {
  for (const name of Object.keys(filesIn(folder)).filter((one) => !one.includes('-bank-'))) {
    await importJournals(xero, join(folder, name), ways);
  }
}

/** A person imports the statement lines of bank account 090 and codes them as told, or otherwise. */
export async function importStatementFiles(
  { xero }: Lender,
  folder: string,
  account?: string,
): Promise<void> {
  for (const name of Object.keys(filesIn(folder)).filter((one) => one.includes('-bank-'))) {
    const coding = { bankAccount: '090', ...(account === undefined ? {} : { account }) };
    await importStatement(xero, join(folder, name), coding);
  }
}

/** `export resume`. */
export async function resume({ app }: Lender, exportId: string) {
  return valueIn(await resumeExportTask(app, exportId));
}
