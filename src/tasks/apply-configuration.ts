import type { Configuration } from '../domain/configuration.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import { loadCatalog, loadSettings, loadTestOrganisation } from '../store/catalog-reader.ts';
import { applyConfiguration, type ConfigurationCounts } from '../store/catalog-writer.ts';
import { readConfiguration } from './read-configuration.ts';
import type { TaskContext } from './task-context.ts';

/** Adds and changes what a configuration file names, all of it or nothing; never deletes. */
export async function applyConfigurationFile(
  context: TaskContext,
  path: string,
): Promise<Outcome<ConfigurationCounts>> {
  const { reader } = context.store;
  const [settings, catalog] = [await loadSettings(reader), await loadCatalog(reader)];
  const configuration = await readConfiguration(path, { settings, catalog });
  if (!configuration.ok) return configuration;
  const problems = await checkTestOrganisation(context, configuration.value);
  if (problems.length > 0) return fail(...problems);
  return succeed(await applyConfiguration(context.store, context.act(), configuration.value));
}

/** Its country and year cannot change under books that are there already. */
async function checkTestOrganisation(
  { store, testOrganisation: access }: TaskContext,
  { testOrganisation: wanted }: Configuration,
): Promise<Problem[]> {
  if (wanted === undefined || access?.isFixed() !== true) return [];
  const stored: Readonly<Record<string, unknown>> =
    (await loadTestOrganisation(store.reader)) ?? {};
  const changed = Object.entries(wanted).filter(([key, value]) => stored[key] !== value);
  if (changed.length === 0) return [];
  const keys = changed.map(([key]) => key).join(', ');
  return [problem('test_organisation.fixed', { keys })];
}
