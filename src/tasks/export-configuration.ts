import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { CATALOG_KINDS, CATALOG_SCHEMAS, type CatalogKind } from '../domain/catalog.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { loadCatalog, loadSettings, loadTestOrganisation } from '../store/catalog-reader.ts';
import type { TaskContext } from './task-context.ts';

/** The stored configuration as the file that would make it; what has its default is left out. */
export async function exportConfiguration({
  store,
}: TaskContext): Promise<{ readonly version: number }> {
  const catalog = await loadCatalog(store.reader);
  const settings = await loadSettings(store.reader);
  const testOrganisation = await loadTestOrganisation(store.reader);
  const changed = Object.entries(settings).filter(
    ([key, value]) =>
      !isDeepStrictEqual(value, DEFAULT_SETTINGS[key as keyof typeof DEFAULT_SETTINGS]),
  );
  const lists = CATALOG_KINDS.map((kind) => {
    const items = [...catalog[kind].values()].map(({ itemId: _, ...item }) => item);
    return [kind, items.map((item) => withoutDefaults(kind, item))] as const;
  });
  return {
    version: 1,
    ...(changed.length === 0 ? {} : { settings: Object.fromEntries(changed) }),
    ...Object.fromEntries(lists.filter(([, items]) => items.length > 0)),
    ...(testOrganisation === undefined ? {} : { testOrganisation }),
  };
}

/** As YAML; a text that reads like a number stands in quotes. */
export function configurationToYaml(configuration: object): string {
  return stringify(configuration, { lineWidth: 100 });
}

/** Leaves out each key without which the item reads the same. */
function withoutDefaults(kind: CatalogKind, item: object): object {
  const needed = Object.entries(item).filter(([key]) => {
    const { [key]: _, ...rest } = item as Record<string, unknown>;
    const parsed = CATALOG_SCHEMAS[kind].safeParse(rest);
    return !parsed.success || !isDeepStrictEqual(parsed.data, item);
  });
  return Object.fromEntries(needed);
}
