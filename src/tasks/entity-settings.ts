import type { Catalog, Entity, Kept } from '../domain/catalog.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import { type GlobalSettings, resolveSettings, type Stream } from '../domain/settings.ts';
import { loadCatalog, loadSettings } from '../store/catalog-reader.ts';
import type { TaskContext } from './task-context.ts';

/** An entity with the reference data and the settings in force for it. */
export interface EntityInForce {
  readonly entity: Kept<Entity>;
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
}

/** Finds an entity by its code. Problem: `entity.unknown`. */
export async function entityInForce(
  { store }: Pick<TaskContext, 'store'>,
  code: string,
): Promise<Outcome<EntityInForce>> {
  const catalog = await loadCatalog(store.reader);
  const entity = catalog.entities.get(code);
  if (entity === undefined) {
    const known = [...catalog.entities.keys()].join(', ') || 'none yet; add one with config apply';
    return fail(problem('entity.unknown', { entity: code, known }));
  }
  const settings = resolveSettings(await loadSettings(store.reader), entity);
  return succeed({ entity, settings, catalog });
}

/** Whether bank transactions may come of it, which need contacts. */
export function usesBank(
  { settings, catalog }: Pick<EntityInForce, 'settings' | 'catalog'>,
  streams: readonly Stream[] = settings.streams,
): boolean {
  return streams.includes('bank') && catalog.bankAccounts.size > 0;
}

/** Why batches may leave as files only. */
export function checkSendable(
  { useNewInterface, exportType }: GlobalSettings,
  exportId: string,
): Problem[] {
  return [
    ...(useNewInterface ? [] : [problem('settings.interface_off', { exportId })]),
    ...(exportType === 'xero' ? [] : [problem('settings.file_export', { exportId })]),
  ];
}

/** What must be switched on, and set, before anything is planned or sent. */
export function checkReady({ settings, entity }: EntityInForce, mode: string): Problem[] {
  return [
    ...(settings.useGeneralLedger ? [] : [problem('settings.general_ledger_off')]),
    ...(mode === 'production' && entity.startDate === ''
      ? [problem('entity.start_date_missing', { entity: entity.code })]
      : []),
  ];
}
