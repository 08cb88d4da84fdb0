import { type Kysely, sql, type Transaction } from 'kysely';
import { type AccountingDate, dateNumber, type Instant } from '../domain/dates.ts';
import { type ExportIdPattern, numberExportId, sequenceOf } from '../domain/export-id.ts';
import type { OrganisationWords } from '../domain/organisation-words.ts';
import type { PlanTotals } from '../domain/plan-totals.ts';
import { problem } from '../domain/problem.ts';
import type { GlobalSettings, Mode, Stream } from '../domain/settings.ts';
import type { BatchState } from '../domain/states.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { MODE_NUMBERS } from './candidate-sql.ts';
import { moneyToJson } from './money-json.ts';
import { Refusal } from './refusal.ts';
import { transactRepeatably } from './repeatable.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

export interface NewBatch {
  readonly pattern: ExportIdPattern;
  /** Catalog item id of the entity. */
  readonly entityId: number;
  readonly tenantId: string;
  readonly organisationName: string;
  /** Of the organisation's books, and so of every amount of the batch. */
  readonly currency: string;
  readonly streams: readonly Stream[];
  readonly upTo: AccountingDate;
  /** As they are in force now; kept with the batch. */
  readonly settings: GlobalSettings;
  /** Kept with the batch for a day without Xero. */
  readonly words: OrganisationWords;
  /** Rows above it came in later. */
  readonly horizon: number;
  readonly owner: string;
  readonly until: Instant;
}

/** Any fixed number: one batch at a time takes its export id. */
const EXPORT_ID_LOCK = 7204552;

/**
 * Starts a batch, invisible as `planning`, under the next export id of its pattern, held by its
 * owner. Throws a `Refusal` (`export_id.taken`) for a given id that was used before.
 */
export async function beginBatch(store: Store, act: Act, batch: NewBatch): Promise<HeldBatch> {
  return transactRepeatably(store, act, async (tx, audit) => {
    if (store.engine === 'postgres') {
      await sql`select pg_advisory_xact_lock(${EXPORT_ID_LOCK})`.execute(tx);
    }
    const exportId = await nextExportId(tx, act.mode, batch.pattern);
    if (await isUsed(tx, act.mode, exportId)) {
      throw new Refusal(problem('export_id.taken', { exportId, mode: act.mode }));
    }
    const { batch_id, fencing } = await tx
      .insertInto('batch')
      .values(batchRow(act, batch, exportId))
      .returning(['batch_id', 'fencing'])
      .executeTakeFirstOrThrow();
    await audit('batch.begun', `batch/${exportId}`, { owner: batch.owner, upTo: batch.upTo });
    return { batchId: batch_id, exportId, fencing };
  });
}

/** The export id that the next batch would get; numbers count on, also past what was undone. */
export async function nextExportId(
  reader: Kysely<Database>,
  mode: Mode,
  pattern: ExportIdPattern,
): Promise<string> {
  if (!pattern.hasSequence) return pattern.before;
  const rows = await reader
    .selectFrom('batch')
    .select('export_id')
    .where('mode', '=', mode)
    .where((eb) =>
      eb(sql`substr(export_id, 1, ${sql.lit(pattern.before.length)})`, '=', pattern.before),
    )
    .execute();
  const taken = rows.map((row) => sequenceOf(pattern, row.export_id) ?? 0);
  return numberExportId(pattern, 1 + taken.reduce((most, one) => Math.max(most, one), 0));
}

/** Makes a planned batch visible, whole: from now on its rows count as planned. */
export async function acceptBatch(
  store: Store,
  act: Act,
  { held, totals }: { held: HeldBatch; totals: PlanTotals },
): Promise<void> {
  const row = { totals: moneyToJson(totals), state: 'planned' as const };
  const free = { lease_owner: null, lease_until: null };
  await writeHeld(store, act, {
    held,
    states: ['planning'],
    work: async (tx, audit) => {
      await assertTakesBackWhatStands(tx, held, act.mode);
      const change = tx.updateTable('batch').set({ ...row, ...free });
      await change.where('batch_id', '=', held.batchId).execute();
      await audit('batch.planned', {});
    },
  });
}

/**
 * An earlier version is taken back only where it surely stays posted: not while its batch is still
 * being planned, undone or discarded, which may free it again.
 */
async function assertTakesBackWhatStands(
  tx: Transaction<Database>,
  { batchId, exportId }: HeldBatch,
  mode: Mode,
): Promise<void> {
  const { rows } = await sql<{ by: string | null; stands: 0 | 1 }>`
    select b.export_id as by,
      case when b.state in ('planning', 'undoing', 'undone', 'discarded') or b.state is null
        then 0 else 1 end as stands
    from bundle t
    left join claim c on c.mode = ${MODE_NUMBERS[mode]} and c.stream = t.stream
      and c.row_id = t.first_row_id and c.turn = 1
    left join batch b on b.batch_id = c.batch_id
    where t.batch_id = ${batchId} and t.turn = -1`.execute(tx);
  const shaky = rows.filter(({ stands }) => stands === 0);
  if (shaky.length === 0) return;
  const names = [...new Set(shaky.flatMap(({ by }) => by ?? []))].sort().join(', ');
  const by = names === '' ? 'an undo' : `export batch ${names}`;
  const counts = { expected: rows.length, claimed: rows.length - shaky.length };
  throw new Refusal(problem('store.rows_taken', { exportId, ...counts, by }));
}

/** Moves a stored batch to another state; a parked one says why and when it wakes up. */
export async function setBatchState(
  store: Store,
  act: Act,
  step: { held: HeldBatch; state: BatchState; wakeAt?: Instant; reason?: string },
): Promise<void> {
  const { held, state, wakeAt, reason } = step;
  await writeHeld(store, act, {
    held,
    work: async (tx, audit) => {
      await tx
        .updateTable('batch')
        .set({ state, wake_at: wakeAt ?? null, park_reason: reason ?? null })
        .where('batch_id', '=', held.batchId)
        .execute();
      await audit(`batch.${state}`, {
        ...(reason === undefined ? {} : { reason }),
        ...(wakeAt === undefined ? {} : { wakeAt }),
      });
    },
  });
}

async function isUsed(reader: Kysely<Database>, mode: Mode, exportId: string): Promise<boolean> {
  const row = await reader
    .selectFrom('batch')
    .select('batch_id')
    .where('mode', '=', mode)
    .where('export_id', '=', exportId)
    .executeTakeFirst();
  return row !== undefined;
}

function batchRow(act: Act, batch: NewBatch, exportId: string) {
  return {
    export_id: exportId,
    mode: act.mode,
    entity_id: batch.entityId,
    tenant_id: batch.tenantId,
    organisation_name: batch.organisationName,
    currency: batch.currency,
    state: 'planning' as const,
    streams: JSON.stringify(batch.streams),
    up_to: dateNumber(batch.upTo),
    settings: JSON.stringify(batch.settings),
    totals: '{}',
    horizon: batch.horizon,
    created_at: act.at,
    created_by: act.actor,
    lease_owner: batch.owner,
    lease_until: batch.until,
    wake_at: null,
    park_reason: null,
    handed_over_at: null,
    handed_over_by: null,
    handed_over_files: null,
    organisation_words: JSON.stringify(batch.words),
    fencing: 1,
  };
}
