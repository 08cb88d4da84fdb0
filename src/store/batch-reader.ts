import type { Kysely } from 'kysely';
import { type AccountingDate, dateOfNumber, type Instant } from '../domain/dates.ts';
import type { OrganisationWords } from '../domain/organisation-words.ts';
import type { PlanTotals } from '../domain/plan-totals.ts';
import {
  DEFAULT_SETTINGS,
  type GlobalSettings,
  type Mode,
  type Stream,
  settingsSchema,
} from '../domain/settings.ts';
import type { BatchState, DocumentState } from '../domain/states.ts';
import { moneyFromJson } from './money-json.ts';
import type { Database } from './schema.ts';

export interface ExportBatch {
  readonly batchId: number;
  readonly exportId: string;
  readonly mode: Mode;
  /** Code of the entity. */
  readonly entity: string;
  readonly tenantId: string;
  readonly organisationName: string;
  readonly batchState: BatchState;
  readonly streams: readonly Stream[];
  readonly upTo: AccountingDate;
  readonly horizon: number;
  readonly totals: PlanTotals;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Set while it is parked. */
  readonly wakeAt: Instant | undefined;
  readonly parkReason: string | undefined;
  /** Set once it was handed over as files; it is never sent after that. */
  readonly handedOver: HandedOver | undefined;
  /** How many of its documents are in each state; a state without any is missing. */
  readonly documents: Readonly<Partial<Record<DocumentState, number>>>;
}

/** When and by whom a batch went to Xero as files, and their names. */
export interface HandedOver {
  readonly at: Instant;
  readonly by: string;
  readonly files: readonly string[];
}

/** All stored batches of a mode, the newest first. */
export async function listBatches(reader: Kysely<Database>, mode: Mode): Promise<ExportBatch[]> {
  const rows = await batchQuery(reader, mode).orderBy('batch_id', 'desc').execute();
  return toBatches(reader, rows);
}

/** The batch of an export id; one that is still being planned is not there yet. */
export async function loadBatch(
  reader: Kysely<Database>,
  { mode, exportId }: { mode: Mode; exportId: string },
): Promise<ExportBatch | undefined> {
  const rows = await batchQuery(reader, mode).where('export_id', '=', exportId).execute();
  const [batch] = await toBatches(reader, rows);
  return batch;
}

/** The settings as they were when the batch was planned. */
export async function loadBatchSettings(
  reader: Kysely<Database>,
  batchId: number,
): Promise<GlobalSettings> {
  const { settings } = await reader
    .selectFrom('batch')
    .select('settings')
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  return settingsSchema.parse({ ...DEFAULT_SETTINGS, ...JSON.parse(settings) });
}

/** Whether the batch went out as a file. */
export async function isHandedOver(reader: Kysely<Database>, batchId: number): Promise<boolean> {
  const row = await reader
    .selectFrom('batch')
    .select('handed_over_at')
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return row !== undefined && row.handed_over_at !== null;
}

/** What Xero's imports called things when the batch was planned; no names where it is too old. */
export async function loadOrganisationWords(
  reader: Kysely<Database>,
  batchId: number,
): Promise<OrganisationWords> {
  const { organisation_words } = await reader
    .selectFrom('batch')
    .select('organisation_words')
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  return { countryCode: '', taxRateNames: {}, ...JSON.parse(organisation_words) };
}

/** The currencies of the organisations for which batches of a mode were planned. */
export async function loadBatchCurrencies(reader: Kysely<Database>, mode: Mode): Promise<string[]> {
  const rows = await reader
    .selectFrom('batch')
    .select('currency')
    .distinct()
    .where('mode', '=', mode)
    .execute();
  return rows.map((row) => row.currency);
}

const COLUMNS = [
  'batch_id',
  'export_id',
  'mode',
  'tenant_id',
  'organisation_name',
  'state',
  'streams',
  'up_to',
  'horizon',
  'totals',
  'created_at',
  'created_by',
  'wake_at',
  'park_reason',
  'handed_over_at',
  'handed_over_by',
  'handed_over_files',
] as const;

function batchQuery(reader: Kysely<Database>, mode: Mode) {
  return reader
    .selectFrom('batch')
    .innerJoin('catalog_item as entity', 'entity.item_id', 'batch.entity_id')
    .select(COLUMNS)
    .select('entity.key as entity')
    .where('batch.mode', '=', mode)
    .where('batch.state', '!=', 'planning');
}

type BatchRow = Awaited<ReturnType<ReturnType<typeof batchQuery>['execute']>>[number];

async function toBatches(
  reader: Kysely<Database>,
  rows: readonly BatchRow[],
): Promise<ExportBatch[]> {
  if (rows.length === 0) return [];
  const counts = await reader
    .selectFrom('document')
    .select(({ fn }) => ['batch_id', 'state', fn.countAll<number>().as('documents')])
    .where(
      'batch_id',
      'in',
      rows.map((row) => row.batch_id),
    )
    .groupBy(['batch_id', 'state'])
    .execute();
  return rows.map((row) => {
    const own = counts.filter((count) => count.batch_id === row.batch_id);
    return toBatch(row, Object.fromEntries(own.map((count) => [count.state, count.documents])));
  });
}

function toBatch(row: BatchRow, documents: ExportBatch['documents']): ExportBatch {
  return {
    batchId: row.batch_id,
    exportId: row.export_id,
    mode: row.mode,
    entity: row.entity,
    tenantId: row.tenant_id,
    organisationName: row.organisation_name,
    batchState: row.state,
    streams: JSON.parse(row.streams),
    upTo: dateOfNumber(row.up_to),
    horizon: row.horizon,
    totals: moneyFromJson<PlanTotals>(row.totals),
    createdAt: row.created_at as Instant,
    createdBy: row.created_by,
    wakeAt: (row.wake_at ?? undefined) as Instant | undefined,
    parkReason: row.park_reason ?? undefined,
    handedOver:
      row.handed_over_at === null
        ? undefined
        : {
            at: row.handed_over_at as Instant,
            by: row.handed_over_by ?? '',
            files: JSON.parse(row.handed_over_files ?? '[]'),
          },
    documents,
  };
}
