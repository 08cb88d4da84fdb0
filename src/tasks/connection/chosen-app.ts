import type { Grant, XeroApp } from '../../domain/connection.ts';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import { type GlobalSettings, resolveSettings } from '../../domain/settings.ts';
import { loadCatalog, loadSettings } from '../../store/catalog-reader.ts';
import { namesOf } from '../../store/connection-reader.ts';
import type { TaskContext } from '../task-context.ts';
import { twinApp, type XeroPlace } from './xero-place.ts';

/** What somebody says of the app at Xero. */
export interface WantedApp {
  /** Blank for the global connection. */
  readonly entity: string;
  readonly grant: Grant;
  /** Blank: as the settings name it, or the twin's own. */
  readonly clientId: string;
  /** Asked for only where one is needed and the twin's is not. */
  askSecret(): Promise<string>;
}

/**
 * The app to sign in as: by its id, else as the settings name it, else, in test mode, the twin's.
 * Problems: `client_id.missing`, `client_secret.missing`.
 */
export async function chosenApp(
  settings: GlobalSettings,
  place: XeroPlace,
  wanted: WantedApp,
): Promise<Outcome<XeroApp>> {
  const clientId = wanted.clientId || settings.clientId;
  const ofTwin = twinApp(place, { grant: wanted.grant, clientId });
  if (ofTwin !== undefined) return succeed(ofTwin);
  if (clientId === '') return fail(problem('client_id.missing', namesOf(wanted)));
  const isSecretNeeded = wanted.grant !== 'desktop';
  const clientSecret = isSecretNeeded ? (await wanted.askSecret()).trim() : '';
  if (isSecretNeeded && clientSecret === '') return fail(problem('client_secret.missing'));
  return succeed({ grant: wanted.grant, clientId, clientSecret });
}

/** The settings of an entity, or the global ones for a blank. Problem: `entity.unknown`. */
export async function settingsOf(
  { store }: Pick<TaskContext, 'store'>,
  code: string,
): Promise<Outcome<GlobalSettings>> {
  const settings = await loadSettings(store.reader);
  if (code === '') return succeed(settings);
  const { entities } = await loadCatalog(store.reader);
  const entity = entities.get(code);
  if (entity !== undefined) return succeed(resolveSettings(settings, entity));
  const known = [...entities.keys()].join(', ') || 'none yet; add one with config apply';
  return fail(problem('entity.unknown', { entity: code, known }));
}
