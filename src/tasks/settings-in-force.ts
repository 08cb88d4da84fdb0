import type { Catalog } from '../domain/catalog.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { GlobalSettings } from '../domain/settings.ts';
import { loadCatalog, loadSettings } from '../store/catalog-reader.ts';
import { entityInForce } from './entity-settings.ts';
import type { TaskContext } from './task-context.ts';

/** The settings of one entity, or the global ones, with the reference data. */
export interface SettingsInForce {
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
  /** Blank for the global settings. */
  readonly entity: string;
}

/** For a blank, or for no entity, the global settings. Problem: `entity.unknown`. */
export async function settingsInForce(
  context: Pick<TaskContext, 'store'>,
  entity: string | undefined,
): Promise<Outcome<SettingsInForce>> {
  if (entity) {
    const found = await entityInForce(context, entity);
    return found.ok ? succeed({ ...found.value, entity }) : found;
  }
  const { reader } = context.store;
  return succeed({
    settings: await loadSettings(reader),
    catalog: await loadCatalog(reader),
    entity: '',
  });
}
