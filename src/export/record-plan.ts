import { organisationWords } from '../domain/organisation-words.ts';
import type { ExportPlan } from '../domain/plan.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportEffects } from './effects.ts';
import type { PlannedExport, PlanRequest, Waiting } from './plan-request.ts';

/** How long a worker may take to store a plan before others may clear it away. */
const PLANNING_MS = 15 * 60_000;

/** A plan under the export id that was next; another plan may have taken it meanwhile. */
export interface MadePlan {
  readonly exportId: string;
  readonly plan: ExportPlan;
  readonly waiting: Waiting;
  /** The same plan under another export id, which stands in every document. */
  planAs(exportId: string): ExportPlan;
}

/**
 * Stores a plan as a batch: everything by chunks under a batch that nobody sees yet, then one short
 * transaction that accepts it. What fails on the way is removed.
 */
export async function recordPlan(
  effects: ExportEffects,
  request: PlanRequest,
  made: MadePlan,
): Promise<Omit<PlannedExport, 'held'>> {
  const { store } = effects;
  const held = await begin(effects, request, made.waiting);
  try {
    const plan = held.exportId === made.exportId ? made.plan : made.planAs(held.exportId);
    await write(effects, request, { plan, waiting: made.waiting, held });
    await store.acceptBatch({ held, totals: plan.totals });
    return { exportId: held.exportId, plan };
  } catch (error) {
    // What cannot be dropped was accepted, or the next plan clears it away: why it failed comes first.
    await store.dropBatch(held).catch(() => undefined);
    throw error;
  }
}

function begin(effects: ExportEffects, request: PlanRequest, waiting: Waiting): Promise<HeldBatch> {
  const { entity, facts, settings, streams, upTo, pattern } = request;
  return effects.store.beginBatch({
    pattern,
    entityId: entity.itemId,
    tenantId: facts.tenantId,
    organisationName: facts.organisation.name,
    currency: facts.organisation.baseCurrency,
    streams,
    upTo,
    settings,
    words: organisationWords(facts),
    horizon: waiting.query.horizon,
    owner: effects.owner,
    until: effects.later(effects.clock.now(), PLANNING_MS),
  });
}

async function write(
  { store, onProgress }: ExportEffects,
  { streams, catalog }: PlanRequest,
  made: { plan: ExportPlan; waiting: Waiting; held: HeldBatch },
): Promise<void> {
  const { held, plan, waiting } = made;
  const { documents, posted, unposted } = plan;
  onProgress({ doing: 'Storing documents', done: 0, of: documents.length });
  const documentIds = await store.writeDocuments({ held, documents });
  await store.writeBundles({ held, posted, documentIds });
  for (const [index, stream] of streams.entries()) {
    onProgress({ doing: `Claiming rows for ${stream}`, done: index, of: streams.length });
    await store.claimRows({
      held,
      query: { ...waiting.query, stream },
      catalog,
      posted: posted.filter((one) => one.stream === stream),
      takesAll: stream === 'journals' && !unposted.some((one) => one.stream === stream),
    });
  }
}
