import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { Mode } from '../domain/settings.ts';
import type { BatchState } from '../domain/states.ts';
import type { Database } from './schema.ts';

/** A batch of which something is still to come. */
export interface OpenBatch {
  readonly exportId: string;
  readonly batchState: BatchState;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

const OPEN: readonly BatchState[] = ['planned', 'approved', 'sending', 'parked', 'attention'];

/** Batches of an entity that are planned and not complete, the oldest first. */
export async function loadOpenBatches(
  reader: Kysely<Database>,
  { mode, entityId }: { mode: Mode; entityId: number },
): Promise<OpenBatch[]> {
  const rows = await reader
    .selectFrom('batch')
    .select(['export_id', 'state', 'created_at', 'created_by'])
    .where('mode', '=', mode)
    .where('entity_id', '=', entityId)
    .where('state', 'in', OPEN)
    .orderBy('batch_id')
    .execute();
  return rows.map((row) => ({
    exportId: row.export_id,
    batchState: row.state,
    createdAt: row.created_at as Instant,
    createdBy: row.created_by,
  }));
}
