import { type Outcome, succeed } from '../domain/problem.ts';
import { loadCatalog, loadSettings } from '../store/catalog-reader.ts';
import {
  type ConfigurationChange,
  type ConfigurationCounts,
  compareConfiguration,
  countChanges,
} from '../store/catalog-writer.ts';
import { readConfiguration } from './read-configuration.ts';
import type { TaskContext } from './task-context.ts';

/** What applying a file would do, item by item and field by field. */
export interface ConfigurationDifference extends ConfigurationCounts {
  readonly changes: readonly ItemChange[];
}

/** One item that would be created, or one field of an item that would change. */
export interface ItemChange {
  readonly list: string;
  readonly key: string;
  /** Blank for a whole item, or a setting that has no parts. */
  readonly field: string;
  /** Undefined for what is not stored. */
  readonly from: unknown;
  readonly to: unknown;
}

/** Compares a configuration file with what is stored; writes nothing. */
export async function diffConfiguration(
  { store }: TaskContext,
  path: string,
): Promise<Outcome<ConfigurationDifference>> {
  const { reader } = store;
  const [settings, catalog] = [await loadSettings(reader), await loadCatalog(reader)];
  const configuration = await readConfiguration(path, { settings, catalog });
  if (!configuration.ok) return configuration;
  const compared = await compareConfiguration(reader, configuration.value);
  const changes = compared.filter(({ from, to }) => from !== to).flatMap(changesOf);
  return succeed({ ...countChanges(compared), changes });
}

function changesOf({ list, key, from, to }: ConfigurationChange): ItemChange[] {
  const after: unknown = JSON.parse(to);
  if (from === undefined) return [{ list, key, field: '', from, to: after }];
  const before: unknown = JSON.parse(from);
  if (list === 'settings') return [{ list, key, field: '', from: before, to: after }];
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(next[field]))
    .map((field) => ({ list, key, field, from: old[field], to: next[field] }));
}

function fieldsOf(item: unknown): Readonly<Record<string, unknown>> {
  return item as Readonly<Record<string, unknown>>;
}
