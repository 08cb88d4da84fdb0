import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, openApp } from '../../../src/app.ts';
import { backUpTask } from '../../../src/tasks/back-up.ts';
import { restoreTask } from '../../../src/tasks/restore.ts';
import { valueIn } from '../../outcomes.ts';
import type { Lender } from './lender.ts';

/** Backs a lender's books up; gives the file. */
export async function backedUp(lender: Lender): Promise<string> {
  const file = join(newFolder(), 'backup.sqlite');
  valueIn(await backUpTask(lender.app, file));
  return file;
}

/** Books restored into a folder of their own, on the twin of the lender. */
export async function restored(lender: Lender, backup?: string): Promise<App> {
  const folder = newFolder();
  copyFileSync(join(lender.dataFolder, 'sealing.key'), join(folder, 'sealing.key'));
  const file = backup ?? (await backedUp(lender));
  valueIn(restoreTask({ file, folder, isReplacing: false }));
  const { clock, time } = lender;
  const world = { env: {}, clock, time };
  const app = await openApp({ dataFolder: folder, mode: 'test', actor: 'os:tester', ...world });
  onTestFinished(() => app.close());
  return app;
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-restore-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
