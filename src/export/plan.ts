import type { Bundle } from '../domain/bundle.ts';
import { parseDate } from '../domain/dates.ts';
import { checkExportId } from '../domain/export-id.ts';
import { describeHeld, type HeldGroup } from '../domain/held-rows.ts';
import { planExport } from '../domain/plan.ts';
import type { PlanInput } from '../domain/plan-input.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { ExportEffects } from './effects.ts';
import type { PlannedExport, PlanRequest, Waiting } from './plan-request.ts';
import { recordPlan } from './record-plan.ts';

/**
 * Load, plan, and unless it is a preview, record. A preview is the same path without the last step
 * and gives the same bytes; a plan with problems is not recorded either.
 */
export async function planBatch(
  effects: ExportEffects,
  request: PlanRequest,
): Promise<Outcome<PlannedExport>> {
  const { store, clock, later, owner, hasDied } = effects;
  await store.removeLeftovers({ owner, until: later(clock.now(), 600_000), hasDied });
  const exportId = checkExportId(await store.nextExportId(request.pattern));
  if (!exportId.ok) return exportId;
  if (!request.pattern.hasSequence && (await store.loadBatch(exportId.value)) !== undefined) {
    return fail(problem('export_id.taken', { exportId: exportId.value, mode: request.mode }));
  }
  const waiting = await loadWaiting(effects, request);
  const planAs = (id: string) => planExport(planInput(effects, request, { waiting, exportId: id }));
  const plan = planAs(exportId.value);
  const held = await nameHeld(effects, request, { held: plan.held, waiting });
  if (plan.posted.length === 0) {
    const warnings = [...plan.warnings, ...(await openBatches(effects, request))];
    return succeed({ exportId: null, plan: { ...plan, warnings }, held });
  }
  if (request.isPreview || plan.problems.length > 0) {
    return succeed({ exportId: exportId.value, plan, held });
  }
  const made = { plan, waiting, exportId: exportId.value, planAs };
  const recorded = await recordPlan(effects, request, made);
  return succeed({ ...recorded, held });
}

/** Where nothing waits, it may be because somebody planned it a moment ago. */
async function openBatches(
  { store }: Pick<ExportEffects, 'store'>,
  { entity }: Pick<PlanRequest, 'entity'>,
): Promise<Problem[]> {
  const open = await store.loadOpenBatches(entity.itemId);
  return open.map(({ batchState: state, ...facts }) =>
    problem('batch.is_open', { entity: entity.code, state, ...facts }),
  );
}

/** Says of every group of held rows which rows they are. */
async function nameHeld(
  { store }: Pick<ExportEffects, 'store'>,
  { catalog }: Pick<PlanRequest, 'catalog'>,
  { held, waiting }: { held: readonly HeldGroup[]; waiting: Waiting },
): Promise<Problem[]> {
  const described: Problem[] = [];
  for (const group of held) {
    const named = await store.nameRows({ query: waiting.query, parts: group.parts }, catalog);
    described.push(describeHeld(group, named));
  }
  return described;
}

/** The rows that wait for export up to a date, in the streams asked for. */
export async function loadWaiting(
  { store, onProgress }: Pick<ExportEffects, 'store' | 'onProgress'>,
  request: Pick<PlanRequest, 'mode' | 'entity' | 'upTo' | 'streams' | 'catalog' | 'facts'> &
    Pick<Waiting['query'], 'takesBackAll'>,
): Promise<Waiting> {
  const { mode, entity, upTo, streams, catalog, facts, takesBackAll = false } = request;
  const startDate = parseDate(entity.startDate);
  const horizon = await store.loadHorizon();
  const keys = await store.loadKeySpace(catalog);
  const query = { mode, entity: entity.code, upTo, startDate, horizon, keys, takesBackAll };
  const bundles: Bundle[] = [];
  for (const [index, stream] of streams.entries()) {
    onProgress({ doing: `Grouping ${stream}`, done: index, of: streams.length });
    for (const bundle of await store.loadBundles({ ...query, stream }, catalog))
      bundles.push(bundle);
  }
  const bookCurrency = facts.organisation.baseCurrency;
  const foreign = await store.loadForeignRows({ ...query, streams, bookCurrency }, catalog);
  return { query, bundles, entries: await store.loadEntries(query, catalog), foreign };
}

/** The input of the pure planner. */
export function planInput(
  { digest, wire }: Pick<ExportEffects, 'digest' | 'wire'>,
  request: PlanRequest,
  { waiting, exportId }: { waiting: Waiting; exportId: string },
): PlanInput {
  const { entity, settings, catalog, facts, upTo, streams } = request;
  return {
    exportId,
    entity,
    settings,
    catalog,
    facts,
    upTo,
    closedUpTo: undefined,
    streams,
    bundles: waiting.bundles,
    entries: waiting.entries,
    foreign: waiting.foreign,
    digest,
    format: wire.formatDocument,
  };
}
