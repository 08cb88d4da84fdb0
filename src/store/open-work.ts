import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { Mode } from '../domain/settings.ts';
import type { BatchState } from '../domain/states.ts';
import type { Database } from './schema.ts';

/** A batch that has not come to its end, and who has it in hand. */
export interface OpenWork {
  readonly batchId: number;
  readonly exportId: string;
  readonly tenantId: string;
  readonly batchState: BatchState;
  /** Set while it waits for nothing but time, with the reason. */
  readonly wakeAt: Instant | undefined;
  readonly parkReason: string | undefined;
  readonly holder: string | undefined;
  readonly heldUntil: Instant | undefined;
  /** How many documents are in which state, as one text: it changes as the work goes on. */
  readonly standing: string;
}

const ENDED: readonly BatchState[] = ['planning', 'complete', 'undone', 'discarded'];

/** The open batches of a mode, the oldest first. */
export async function listOpenWork(reader: Kysely<Database>, mode: Mode): Promise<OpenWork[]> {
  const rows = await reader
    .selectFrom('batch')
    .select(['batch_id', 'export_id', 'tenant_id', 'state', 'wake_at', 'park_reason'])
    .select(['lease_owner', 'lease_until'])
    .where('mode', '=', mode)
    .where('state', 'not in', ENDED)
    .orderBy('batch_id')
    .execute();
  const standings = await loadStandings(
    reader,
    rows.map((row) => row.batch_id),
  );
  return rows.map((row) => ({
    batchId: row.batch_id,
    exportId: row.export_id,
    tenantId: row.tenant_id,
    batchState: row.state,
    wakeAt: (row.wake_at ?? undefined) as Instant | undefined,
    parkReason: row.park_reason ?? undefined,
    holder: row.lease_owner ?? undefined,
    heldUntil: (row.lease_until ?? undefined) as Instant | undefined,
    standing: standings.get(row.batch_id) ?? '',
  }));
}

async function loadStandings(
  reader: Kysely<Database>,
  batchIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (batchIds.length === 0) return new Map();
  const counts = await reader
    .selectFrom('document')
    .select(({ fn }) => ['batch_id', 'state', fn.countAll<number>().as('documents')])
    .where('batch_id', 'in', batchIds)
    .groupBy(['batch_id', 'state'])
    .orderBy('state')
    .execute();
  const standings = new Map<number, string>();
  for (const { batch_id, state, documents } of counts) {
    standings.set(batch_id, `${standings.get(batch_id) ?? ''}${state} ${documents} `);
  }
  return standings;
}
