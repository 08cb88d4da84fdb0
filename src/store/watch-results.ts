import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { Mode } from '../domain/settings.ts';
import type { BatchState } from '../domain/states.ts';
import type { Act } from './act.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/** An organisation to which something was exported, and when it was watched last. */
export interface WatchedOrganisation {
  readonly tenantId: string;
  /** Code of the entity of its newest batch. */
  readonly entity: string;
  readonly watchedAt: Instant | undefined;
}

/** Batches in these states put nothing into Xero, or nothing any more. */
const NOTHING_IN_XERO: readonly BatchState[] = [
  'planning',
  'planned',
  'approved',
  'discarded',
  'undone',
];

/** The organisations of a mode in which there is something of ours to watch. */
export async function listWatched(
  reader: Kysely<Database>,
  mode: Mode,
): Promise<WatchedOrganisation[]> {
  const newest = reader
    .selectFrom('batch')
    .select(({ fn }) => fn.max('batch_id').as('batch_id'))
    .where('mode', '=', mode)
    .where('state', 'not in', NOTHING_IN_XERO)
    .groupBy('tenant_id');
  const rows = await reader
    .selectFrom('batch')
    .innerJoin('catalog_item as entity', 'entity.item_id', 'batch.entity_id')
    .leftJoin('watch_result', (join) =>
      join
        .onRef('watch_result.tenant_id', '=', 'batch.tenant_id')
        .onRef('watch_result.mode', '=', 'batch.mode'),
    )
    .select(['batch.tenant_id', 'entity.key as entity', 'watched_at'])
    .where('batch.batch_id', 'in', newest)
    .orderBy('batch.batch_id')
    .execute();
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    entity: row.entity,
    watchedAt: (row.watched_at ?? undefined) as Instant | undefined,
  }));
}

/** What a watch found, to be kept in place of what the one before it found. */
export interface WatchFound {
  readonly tenantId: string;
  readonly entity: string;
  readonly organisation: string;
  readonly documents: number;
  readonly drift: readonly object[];
}

export async function keepWatch(store: Store, act: Act, found: WatchFound): Promise<void> {
  const { tenantId, entity, organisation, documents, drift } = found;
  const values = {
    ...{ entity, organisation, documents },
    watched_at: act.at,
    drift: JSON.stringify(drift),
  };
  await store.transact(act, async (tx, audit) => {
    await tx
      .insertInto('watch_result')
      .values({ mode: act.mode, tenant_id: tenantId, ...values })
      .onConflict((on) => on.columns(['mode', 'tenant_id']).doUpdateSet(values))
      .execute();
    const details = { entity, documents, drift: drift.length };
    await audit('organisation.watched', `tenant/${tenantId}`, details);
  });
}
