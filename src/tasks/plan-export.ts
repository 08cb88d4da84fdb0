import type { AccountingDate } from '../domain/dates.ts';
import { resolveExportId } from '../domain/export-id.ts';
import { formatCents } from '../domain/money.ts';
import type { PlanTotals } from '../domain/plan-totals.ts';
import { fail, type Outcome, type Problem, succeed } from '../domain/problem.ts';
import type { Stream } from '../domain/settings.ts';
import { planBatch } from '../export/plan.ts';
import type { PlannedExport } from '../export/plan-request.ts';
import { readOrganisation } from '../export/read-organisation.ts';
import { checkReady, type EntityInForce, entityInForce, usesBank } from './entity-settings.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import { checkLive } from './go-live.ts';
import type { TaskContext } from './task-context.ts';

/** What `export plan` is asked. */
export interface PlanAsked {
  readonly entity: string;
  readonly upTo: AccountingDate;
  readonly streams?: readonly Stream[];
  /** A template or a whole id; the setting's template when not given. */
  readonly exportId?: string;
  readonly isPreview: boolean;
  readonly onProgress?: ProgressListener;
}

/** What `export plan --json` prints. */
export interface PlanReport {
  readonly exportId: string | null;
  readonly entity: string;
  readonly upTo: string;
  readonly transactions: number;
  readonly postings: number;
  readonly lines: number;
  readonly documents: { readonly manualJournals: number; readonly bankTransactions: number };
  readonly debits: string;
  readonly credits: string;
  /** GST by row; `gstXero` by line, as Xero will compute it. */
  readonly gst: string;
  readonly gstXero: string;
  readonly waitingForMonthEnd: number;
  readonly excluded: number;
  readonly held: readonly Problem[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly forecast: PlanTotals['forecast'];
}

/** Plans an export, or previews it; a plan with problems stores nothing. */
export async function planExportTask(
  context: TaskContext,
  asked: PlanAsked,
): Promise<Outcome<PlanReport>> {
  const planned = await plan(context, asked);
  return planned.ok ? succeed(planReportOf(asked, planned.value)) : planned;
}

/** The plan itself, with its documents' bytes. */
export async function plan(
  context: TaskContext,
  asked: PlanAsked,
): Promise<Outcome<PlannedExport>> {
  const found = await entityInForce(context, asked.entity);
  if (!found.ok) return found;
  const unready = [...checkReady(found.value, context.mode), ...(await checkLive(context))];
  if (unready.length > 0) return fail(...unready);
  const connected = await context.connect(asked.entity);
  if (!connected.ok) return connected;
  const { client, tenantId } = connected.value;
  const streams = asked.streams ?? found.value.settings.streams;
  const needsContacts = usesBank(found.value, streams);
  const facts = await readOrganisation(client, { tenantId, needsContacts });
  if (!facts.ok) return facts;
  const effects = engineOn(context, client, asked.onProgress);
  return planBatch(effects, {
    ...found.value,
    mode: context.mode,
    facts: facts.value,
    upTo: asked.upTo,
    streams,
    pattern: patternOf(context, asked, found.value),
    isPreview: asked.isPreview,
  });
}

function patternOf(context: TaskContext, asked: PlanAsked, { entity, settings }: EntityInForce) {
  const user = context.act().actor.replace(/^[^:]*:/, '');
  const template = asked.exportId ?? settings.defaultExportId;
  return resolveExportId(template, { upTo: asked.upTo, entity: entity.code, user });
}

/** A plan in figures, with everything worth saying of it. */
export function planReportOf(
  asked: Pick<PlanAsked, 'entity' | 'upTo'>,
  { exportId, plan, held }: PlannedExport,
): PlanReport {
  const { totals, problems, warnings } = plan;
  const { transactions, postings, lines, waitingForMonthEnd, excluded, forecast } = totals;
  return {
    exportId,
    entity: asked.entity,
    upTo: asked.upTo,
    transactions,
    postings,
    lines,
    documents: {
      manualJournals: totals.manualJournals,
      bankTransactions: totals.bankTransactions,
    },
    debits: formatCents(totals.debits),
    credits: formatCents(totals.credits),
    gst: formatCents(totals.gst),
    gstXero: formatCents(totals.gstXero),
    waitingForMonthEnd,
    excluded,
    held,
    problems,
    warnings,
    forecast: exportId === null ? { calls: 0, seconds: 0 } : forecast,
  };
}
