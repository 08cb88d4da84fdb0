import { z } from 'zod';
import {
  CATALOG_KINDS,
  CATALOG_SCHEMAS,
  type CatalogItems,
  type CatalogKind,
} from '../domain/catalog.ts';
import type { ConfigurationPath } from '../domain/check-configuration.ts';
import { type Configuration, configurationSchema } from '../domain/configuration.ts';
import { settingsSchema } from '../domain/settings.ts';
import { isRecord } from './plain-content.ts';

/** What of a file is in order by itself, so that its references can be checked beside the faults. */
export interface SoundParts {
  readonly configuration: Configuration;
  /** Names of items that are not in order: what refers to them is not at fault. */
  readonly alsoNamed: Readonly<Partial<Record<CatalogKind, readonly string[]>>>;
  /** The path in the file of a path in `configuration`. */
  pathInFile(path: ConfigurationPath): ConfigurationPath;
}

export function soundParts(content: unknown): SoundParts {
  const given = isRecord(content) ? content : {};
  const lists = CATALOG_KINDS.map((kind) => [kind, soundItems(kind, given[kind])] as const);
  const settings = parseSound(settingsSchema.partial(), given.settings ?? {});
  const positions = new Map<string | number | undefined, readonly number[]>(
    lists.map(([kind, { at }]) => [kind, at]),
  );
  return {
    configuration: {
      ...configurationSchema.parse({ version: 1 }),
      ...Object.fromEntries(lists.map(([kind, { items }]) => [kind, items])),
      settings: settings ?? {},
    },
    alsoNamed: Object.fromEntries(lists.map(([kind, { unsound }]) => [kind, unsound])),
    pathInFile: ([list = '', index, ...rest]) => {
      if (typeof index !== 'number') return index === undefined ? [list] : [list, index, ...rest];
      return [list, positions.get(list)?.[index] ?? index, ...rest];
    },
  };
}

interface SoundItems {
  readonly items: CatalogItems[CatalogKind][];
  /** The position in the file of each item. */
  readonly at: number[];
  readonly unsound: string[];
}

function soundItems(kind: CatalogKind, list: unknown): SoundItems {
  const found: SoundItems = { items: [], at: [], unsound: [] };
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    const sound = parseSound<CatalogItems[CatalogKind]>(CATALOG_SCHEMAS[kind], item);
    if (sound !== undefined) {
      found.items.push(sound);
      found.at.push(index);
    } else if (isRecord(item)) {
      found.unsound.push(String(item.code ?? item.id ?? item.name ?? ''));
    }
  }
  return found;
}

/**
 * What a schema makes of a group of keys without those at fault. One that is needed is blank then,
 * which refers to nothing; undefined where that would be the name of the item.
 */
function parseSound<T>(schema: z.ZodType<T>, item: unknown): T | undefined {
  const parsed = schema.safeParse(item);
  if (parsed.success || !isRecord(item)) return parsed.data;
  const faulty = parsed.error.issues.flatMap((issue) =>
    issue.path.length === 0 && issue.code === 'unrecognized_keys' ? issue.keys : [issue.path[0]],
  );
  const rest = Object.fromEntries(Object.entries(item).filter(([key]) => !faulty.includes(key)));
  const sound = schema.safeParse(rest);
  if (sound.success) return sound.data;
  const needed = sound.error.issues.map(({ path }) => String(path[0]));
  if (needed.some((key) => NAMES.includes(key)) || !(schema instanceof z.ZodObject))
    return undefined;
  const blank = Object.fromEntries(needed.map((key) => [key, '']));
  return { ...schema.partial().parse(rest), ...blank } as T;
}

/** The keys that name an item in its list. */
const NAMES = ['code', 'id', 'name'];
