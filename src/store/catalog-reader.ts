import type { Kysely } from 'kysely';
import type { Segment } from '../domain/bundle.ts';
import {
  CATALOG_KINDS,
  CATALOG_SCHEMAS,
  type Catalog,
  type CatalogItems,
  type CatalogKind,
  type Kept,
} from '../domain/catalog.ts';
import { type TestOrganisation, testOrganisationSchema } from '../domain/configuration.ts';
import { DEFAULT_SETTINGS, type GlobalSettings, settingsSchema } from '../domain/settings.ts';
import type { Database } from './schema.ts';

/** The key under which the embedded twin's organisation is kept among the settings. */
export const TEST_ORGANISATION = 'testOrganisation';

/** All reference data as it stands. */
export async function loadCatalog(reader: Kysely<Database>): Promise<Catalog> {
  const rows = await reader.selectFrom('catalog_item').selectAll().orderBy('item_id').execute();
  const lists = new Map<string, Map<string, Kept<CatalogItems[CatalogKind]>>>(
    CATALOG_KINDS.map((kind) => [kind, new Map()]),
  );
  for (const row of rows) {
    const item = CATALOG_SCHEMAS[row.kind as CatalogKind].parse(JSON.parse(row.body));
    lists.get(row.kind)?.set(row.key, { ...item, itemId: row.item_id });
  }
  return Object.fromEntries(lists) as unknown as Catalog;
}

/** The global settings: what was set, and the default of everything else. */
export async function loadSettings(reader: Kysely<Database>): Promise<GlobalSettings> {
  const rows = await reader
    .selectFrom('setting')
    .select(['key', 'value'])
    .where('key', '!=', TEST_ORGANISATION)
    .execute();
  const given = Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value)]));
  return settingsSchema.parse({ ...DEFAULT_SETTINGS, ...given });
}

/** What the embedded twin's organisation was asked to be, if anybody asked. */
export async function loadTestOrganisation(
  reader: Kysely<Database>,
): Promise<TestOrganisation | undefined> {
  const row = await reader
    .selectFrom('setting')
    .select('value')
    .where('key', '=', TEST_ORGANISATION)
    .executeTakeFirst();
  return row === undefined ? undefined : testOrganisationSchema.parse(JSON.parse(row.value));
}

/** Every segment by its id, in codes; blank where a loan account has no branch or department. */
export async function loadSegments(
  reader: Kysely<Database>,
): Promise<ReadonlyMap<number, Segment>> {
  const items = await reader.selectFrom('catalog_item').select(['item_id', 'key']).execute();
  const keys = new Map(items.map((item) => [item.item_id, item.key]));
  const rows = await reader.selectFrom('segment').selectAll().execute();
  const segments = rows.map((row) => ({
    segmentId: row.segment_id,
    entity: keys.get(row.entity_id) ?? '',
    branch: keys.get(row.branch_id) ?? '',
    department: keys.get(row.department_id) ?? '',
    accountType: keys.get(row.account_type_id) ?? '',
  }));
  return new Map(segments.map((segment) => [segment.segmentId, segment]));
}
