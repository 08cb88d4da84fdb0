import type { Problem } from '../domain/problem.ts';
import type { Stream } from '../domain/settings.ts';
import { loadCatalog, loadSettings } from '../store/catalog-reader.ts';
import { checkReady } from './entity-settings.ts';
import type { PlanAsked } from './plan-export.ts';
import type { TaskContext } from './task-context.ts';

/** What the options of a new batch may be, and what they are at first. */
export interface ExportOptions {
  readonly entities: readonly {
    readonly code: string;
    readonly description: string;
    /** What must be mended before anything of it can be exported. */
    readonly problems: readonly Problem[];
  }[];
  /** A template. */
  readonly exportId: string;
  readonly streams: readonly Stream[];
  /** "Allow User to modify General Ledger Export settings?" */
  readonly mayModify: boolean;
}

/** The options of Process, Export General Ledger. */
export async function exportOptionsTask({ store, mode }: TaskContext): Promise<ExportOptions> {
  const settings = await loadSettings(store.reader);
  const catalog = await loadCatalog(store.reader);
  const entities = [...catalog.entities.values()].map((entity) => {
    const problems = checkReady({ settings, entity, catalog }, mode);
    return { code: entity.code, description: entity.description, problems };
  });
  return {
    entities,
    exportId: settings.defaultExportId,
    streams: settings.streams,
    mayModify: settings.allowUserToModifyExportSettings,
  };
}

/** What a person asked for; export id and streams are the settings' where these may not be modified. */
export async function permittedOptions(
  { store }: Pick<TaskContext, 'store'>,
  asked: Omit<PlanAsked, 'isPreview'>,
): Promise<Omit<PlanAsked, 'isPreview'>> {
  const { allowUserToModifyExportSettings } = await loadSettings(store.reader);
  if (allowUserToModifyExportSettings) return asked;
  const { exportId: _, streams: __, ...kept } = asked;
  return kept;
}
