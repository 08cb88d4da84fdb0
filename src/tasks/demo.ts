import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AccountingDate, addDays, endOfMonth } from '../domain/dates.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { DEMO_OPTIONS } from '../sample/options.ts';
import { listBatches } from '../store/batch-reader.ts';
import { type DemoListener, loadSample } from './demo-sample.ts';
import { exportConfiguration } from './export-configuration.ts';
import { type PlanReport, planExportTask } from './plan-export.ts';
import { type SendReport, sendExportTask } from './send-export.ts';
import type { TaskContext } from './task-context.ts';
import { type TieOutReport, tieOutTask } from './tie-out.ts';

/** What `demo --once --json` prints; `send` is null when everything had been sent before. */
export interface DemoReport {
  readonly plan: PlanReport;
  readonly send: SendReport | null;
  readonly tieOut: TieOutReport;
}

const ENTITY = 'M';

/**
 * The whole main job on the sample lender and the twin: load, export, read back, tie out. Run again,
 * it goes on with what is left, which may be nothing. Problem: `demo.books_in_use`.
 */
export async function runDemo(
  context: TaskContext,
  folder: string,
  listener: DemoListener,
): Promise<Outcome<DemoReport>> {
  if (!existsSync(join(folder, 'tieout.json')) && (await isConfigured(context))) {
    return fail(problem('demo.books_in_use'));
  }
  const loaded = await loadSample(context, folder, listener);
  if (!loaded.ok) return loaded;
  const upTo = lastDay();
  const { onProgress } = listener;
  const asked = { entity: ENTITY, upTo, isPreview: false, onProgress };
  const plan = await planExportTask(context, asked);
  if (!plan.ok) return plan;
  const send = await sendPlanned(context, plan.value, listener);
  if (!send.ok) return send;
  const tieOut = await tieOutTask(context, { entity: ENTITY, date: upTo, onProgress });
  if (!tieOut.ok) return tieOut;
  return succeed({ plan: plan.value, send: send.value, tieOut: tieOut.value });
}

/** Then the sample's rows would lie among real ones. */
async function isConfigured(context: TaskContext): Promise<boolean> {
  const { version: _, ...configuration } = await exportConfiguration(context);
  return Object.keys(configuration).length > 0;
}

/** The last day of the sample's last month. */
function lastDay(): AccountingDate {
  let end = endOfMonth(DEMO_OPTIONS.from);
  for (let month = 1; month < DEMO_OPTIONS.months; month += 1) end = endOfMonth(addDays(end, 1));
  return end;
}

async function sendPlanned(
  context: TaskContext,
  plan: PlanReport,
  listener: DemoListener,
): Promise<Outcome<SendReport | null>> {
  if (plan.exportId !== null) tellPlan(listener, plan, plan.exportId);
  const exportId = plan.exportId ?? (await unfinishedExport(context, listener));
  if (exportId === null) return succeed(null);
  const send = await sendExportTask(context, exportId, listener.onProgress);
  if (!send.ok) return send;
  const { documents, state } = send.value;
  listener.onStep('Sent, and every document read back and compared', [
    ['confirmed', documents.confirmed],
    ['rejected', documents.rejected],
    ['in doubt', documents.inDoubt],
    ['in conflict', documents.conflict],
    ['batch', state],
  ]);
  return send;
}

function tellPlan(listener: DemoListener, plan: PlanReport, exportId: string): void {
  listener.onStep(`Export ${exportId} planned`, [
    ['transactions', plan.transactions],
    ['postings', plan.postings],
    ['lines', plan.lines],
    ['manual journals', plan.documents.manualJournals],
    ['bank transactions', plan.documents.bankTransactions],
    ['debits', plan.debits],
    ['credits', plan.credits],
    ['held', plan.held.length],
  ]);
}

/** The batch that an interrupted demonstration left, or null where all is sent. */
async function unfinishedExport(
  { store, mode }: TaskContext,
  listener: DemoListener,
): Promise<string | null> {
  const [newest] = await listBatches(store.reader, mode);
  if (newest === undefined) return null;
  const { exportId, batchState, documents } = newest;
  const isComplete = batchState === 'complete';
  listener.onStep(
    isComplete
      ? `Nothing new waits to be exported; export ${exportId} is complete`
      : `Nothing new waits to be exported; going on with export ${exportId}`,
    Object.entries(documents).map(([name, count]) => [name, count] as const),
  );
  return isComplete ? null : exportId;
}
