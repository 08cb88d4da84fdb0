import { type AccountingDate, addDays, endOfMonth } from '../domain/dates.ts';
import { fail, type Outcome, type Problem, succeed } from '../domain/problem.ts';
import { DEMO_OPTIONS } from '../sample/options.ts';
import { applyConfigurationFile } from './apply-configuration.ts';
import type { ProgressListener } from './export-engine.ts';
import { importFile } from './import.ts';
import type { ImportResult } from './import-request.ts';
import { type PlanReport, planExportTask } from './plan-export.ts';
import { type SendReport, sendExportTask } from './send-export.ts';
import { setUpTestOrganisation } from './set-up-test-organisation.ts';
import { sourceFileAt } from './source-file.ts';
import type { TaskContext } from './task-context.ts';
import { type TieOutReport, tieOutTask } from './tie-out.ts';
import { writeSample } from './write-sample.ts';

/** What `demo --once --json` prints; `send` is null when everything had been sent before. */
export interface DemoReport {
  readonly plan: PlanReport;
  readonly send: SendReport | null;
  readonly tieOut: TieOutReport;
}

/** What is told while the demonstration runs. */
export interface DemoListener {
  onStep(title: string, facts: readonly (readonly [string, string | number])[]): void;
  readonly onProgress: ProgressListener;
}

const ENTITY = 'M';

/** The whole main job on the sample lender and the twin: load, export, read back, tie out. */
export async function runDemo(
  context: TaskContext,
  folder: string,
  listener: DemoListener,
): Promise<Outcome<DemoReport>> {
  const loaded = await loadSample(context, folder, listener);
  if (!loaded.ok) return loaded;
  const upTo = lastDay();
  const { onProgress } = listener;
  const plan = await planExportTask(context, {
    entity: ENTITY,
    upTo,
    isPreview: false,
    onProgress,
  });
  if (!plan.ok) return plan;
  tellPlan(listener, plan.value);
  const send = await sendPlanned(context, plan.value, listener);
  if (!send.ok) return send;
  const tieOut = await tieOutTask(context, { entity: ENTITY, date: upTo, onProgress });
  if (!tieOut.ok) return tieOut;
  return succeed({ plan: plan.value, send: send.value, tieOut: tieOut.value });
}

/** The last day of the sample's last month. */
function lastDay(): AccountingDate {
  let end = endOfMonth(DEMO_OPTIONS.from);
  for (let month = 1; month < DEMO_OPTIONS.months; month += 1) end = endOfMonth(addDays(end, 1));
  return end;
}

async function loadSample(
  context: TaskContext,
  folder: string,
  listener: DemoListener,
): Promise<Outcome<undefined>> {
  const files = await writeSample(folder, DEMO_OPTIONS);
  const applied = await applyConfigurationFile(context, files.configuration);
  if (!applied.ok) return applied;
  if (context.testOrganisation !== undefined) {
    const made = await setUpTestOrganisation(context, context.testOrganisation);
    if (!made.ok) return made;
    const { accounts, trackingOptions } = made.value;
    const facts = [
      ['accounts made', accounts],
      ['tracking options made', trackingOptions],
    ] as const;
    listener.onStep('Configuration applied; the test organisation set up', facts);
  }
  for (const kind of ['accounts', 'transactions'] as const) {
    const result = await importFrom(context, { kind, path: files[kind] });
    if (result.problems.length > 0) return fail(...result.problems);
    const { rows, accepted, debits, credits } = result;
    const facts = [
      ['rows', rows],
      ['new', accepted],
      ['debits', debits],
      ['credits', credits],
    ] as const;
    listener.onStep(`Loan ${kind} imported`, kind === 'accounts' ? facts.slice(0, 2) : facts);
  }
  return succeed(undefined);
}

async function importFrom(
  context: TaskContext,
  { kind, path }: { kind: 'accounts' | 'transactions'; path: string },
): Promise<ImportResult> {
  const problems: Problem[] = [];
  return importFile({
    store: context.store,
    act: context.act(),
    clock: { now: () => context.act().at },
    kind,
    file: sourceFileAt(path),
    dryRun: false,
    problemSink: { add: (found) => problems.push(found) },
  });
}

function tellPlan(listener: DemoListener, plan: PlanReport): void {
  listener.onStep(`Export ${plan.exportId ?? '(nothing waits)'} planned`, [
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

async function sendPlanned(
  context: TaskContext,
  { exportId }: PlanReport,
  listener: DemoListener,
): Promise<Outcome<SendReport | null>> {
  if (exportId === null) return succeed(null);
  const send = await sendExportTask(context, exportId, listener.onProgress);
  if (!send.ok) return send;
  const { documents, state } = send.value;
  listener.onStep('Sent, and every document read back and compared', [
    ['confirmed', documents.confirmed],
    ['rejected', documents.rejected],
    ['in doubt', documents.inDoubt],
    ['conflict', documents.conflict],
    ['batch', state],
  ]);
  return send;
}
