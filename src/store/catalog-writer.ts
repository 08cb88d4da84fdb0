import type { Kysely, Transaction } from 'kysely';
import { CATALOG_KINDS, catalogKey } from '../domain/catalog.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Act } from './act.ts';
import { canonicalJson } from './canonical-json.ts';
import { TEST_ORGANISATION } from './catalog-reader.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/** What applying a configuration does to one item; `from` and `to` are canonical JSON. */
export interface ConfigurationChange {
  /** `settings`, or the name of a list of the configuration file. */
  readonly list: string;
  readonly key: string;
  readonly from: string | undefined;
  readonly to: string;
}

export interface ConfigurationCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

const SETTINGS = 'settings';

/** Adds and changes what the configuration names; never deletes. */
export async function applyConfiguration(
  store: Store,
  act: Act,
  configuration: Configuration,
): Promise<ConfigurationCounts> {
  return store.transact(act, async (tx, audit) => {
    const changes = await compareConfiguration(tx, configuration);
    for (const change of changes.filter((one) => one.from !== one.to)) {
      await putConfigured(tx, change);
      const { list, key, from = '', to } = change;
      await audit('configuration.changed', `${list}/${key}`, { from, to });
    }
    const counts = countChanges(changes);
    await audit('configuration.applied', 'configuration', { ...counts });
    return counts;
  });
}

/** Every item that the configuration names, beside what is stored. */
export async function compareConfiguration(
  reader: Kysely<Database>,
  configuration: Configuration,
): Promise<ConfigurationChange[]> {
  const stored = await loadStored(reader);
  return wantedItems(configuration).map(({ list, key, to }) => {
    return { list, key, from: stored.get(`${list}/${key}`), to };
  });
}

export function countChanges(changes: readonly ConfigurationChange[]): ConfigurationCounts {
  const created = changes.filter((change) => change.from === undefined).length;
  const unchanged = changes.filter((change) => change.from === change.to).length;
  return { created, changed: changes.length - created - unchanged, unchanged };
}

async function loadStored(reader: Kysely<Database>): Promise<Map<string, string>> {
  const items = await reader.selectFrom('catalog_item').select(['kind', 'key', 'body']).execute();
  const settings = await reader.selectFrom('setting').selectAll().execute();
  return new Map([
    ...items.map((item): [string, string] => [`${item.kind}/${item.key}`, item.body]),
    ...settings.map(({ key, value }): [string, string] => [`${SETTINGS}/${key}`, value]),
  ]);
}

function wantedItems(configuration: Configuration): { list: string; key: string; to: string }[] {
  const { settings = {}, testOrganisation } = configuration;
  const kept = testOrganisation === undefined ? {} : { [TEST_ORGANISATION]: testOrganisation };
  return [
    ...Object.entries({ ...settings, ...kept })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ({ list: SETTINGS, key, to: canonicalJson(value) })),
    ...CATALOG_KINDS.flatMap((kind) =>
      configuration[kind].map((item) => {
        return { list: kind, key: catalogKey(item), to: canonicalJson(item) };
      }),
    ),
  ];
}

/** Writes one item as it is to be; the caller says so in the audit trail. */
export async function putConfigured(
  tx: Transaction<Database>,
  change: ConfigurationChange,
): Promise<void> {
  const { list, key, to } = change;
  if (list === SETTINGS) {
    await tx
      .insertInto('setting')
      .values({ key, value: to })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: to }))
      .execute();
    return;
  }
  await tx
    .insertInto('catalog_item')
    .values({ kind: list, key, body: to })
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doUpdateSet({ body: to }))
    .execute();
}
