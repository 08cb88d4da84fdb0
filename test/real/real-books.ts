import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { commandLine, serveTwin, type TwinAddresses } from './command-line.ts';
import type { ConfigOutput, PlanOutput, SendOutput, TieOutOutput } from './outputs.ts';

/** A month, `1993-01`, and its last day. */
export interface Month {
  readonly month: string;
  readonly lastDay: string;
}

/** A data folder of its own with a configuration applied, and its twin served without hurry. */
export async function openBooks(configuration: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-real-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataFolder = join(folder, 'data');
  const tieout = commandLine(dataFolder);
  const applied = await tieout<ConfigOutput>('config', 'apply', configuration);
  expect(applied).toMatchObject({ exitCode: 0, printed: { problems: [] } });
  const twin = await serveTwin(dataFolder);
  onTestFinished(() => twin.stop());
  await allowManyCalls(twin.addresses);
  return { folder, dataFolder, tieout, twin: twin.addresses };
}

export type RealBooks = Awaited<ReturnType<typeof openBooks>>;

/** Every command starts a process that reads the organisation anew; sixty calls would be few. */
async function allowManyCalls({ apiUrl }: TwinAddresses): Promise<void> {
  const answer = await fetch(`${apiUrl}/control/limits`, {
    method: 'PUT',
    body: JSON.stringify({ minute: 100_000, day: 100_000, appMinute: 100_000 }),
  });
  expect(answer.status).toBe(200);
}

/** Plans, sends and ties out everything up to the end of a month. */
export async function exportMonth({ tieout }: RealBooks, entity: string, { lastDay }: Month) {
  const plan = await tieout<PlanOutput>('export', 'plan', '--entity', entity, '--up-to', lastDay);
  expect(plan).toMatchObject({ exitCode: 0, printed: { held: [], problems: [] } });
  const sent = await tieout<SendOutput>('export', 'send', plan.printed.exportId ?? '');
  const { manualJournals } = plan.printed.documents;
  const documents = { confirmed: manualJournals, rejected: 0, inDoubt: 0, conflict: 0 };
  expect(sent).toMatchObject({
    exitCode: 0,
    printed: { state: 'complete', documents, problems: [] },
  });
  const tieOut = await tieout<TieOutOutput>('tie-out', '--entity', entity, '--date', lastDay);
  expect(tieOut).toMatchObject({ exitCode: 0, printed: { unexplained: '0.00' } });
  return { plan: plan.printed, tieOut: tieOut.printed };
}

/** The months from one to another, each with its last day. */
export function monthsBetween(first: string, count: number): Month[] {
  const [year = 0, month = 0] = first.split('-').map(Number);
  return Array.from({ length: count }, (_, index) => {
    const lastDay = new Date(Date.UTC(year, month + index, 0)).toISOString().slice(0, 10);
    return { month: lastDay.slice(0, 7), lastDay };
  });
}

/** Prints a figure for whoever reads the test's output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
