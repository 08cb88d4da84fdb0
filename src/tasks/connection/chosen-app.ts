import type { AppCredentials, Grant } from '../../domain/connection.ts';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import type { GlobalSettings } from '../../domain/settings.ts';
import { namesOf } from '../../store/connection-reader.ts';
import { twinApp, type XeroPlace } from './xero-place.ts';

/** What somebody says of the app at Xero. */
export interface WantedApp {
  /** Blank for the global connection. */
  readonly entity: string;
  readonly grant: Grant;
  /** Blank: as the settings name it, or the twin's own. */
  readonly clientId: string;
  /** Entered on a page before, so that nobody is asked; the twin's own where it is blank. */
  readonly keptSecret?: string;
  /** Asked for only where one is needed and the twin's is not. */
  askSecret(): Promise<string>;
}

/**
 * The app to sign in as: by its id, else as the settings name it; in test mode one of the twin's,
 * whatever the settings name. Problems: `client_id.missing`, `client_id.not_of_twin`,
 * `client_secret.missing`.
 */
export async function chosenApp(
  settings: GlobalSettings,
  place: XeroPlace,
  wanted: WantedApp,
): Promise<Outcome<AppCredentials>> {
  if (place.twin !== undefined) return appOfTwin(place, wanted);
  const clientId = wanted.clientId || settings.clientId;
  if (clientId === '') return fail(problem('client_id.missing', namesOf(wanted)));
  const isSecretNeeded = wanted.grant !== 'desktop';
  const clientSecret = isSecretNeeded ? await secretOf(wanted) : '';
  if (isSecretNeeded && clientSecret === '') return fail(problem('client_secret.missing'));
  return succeed({ grant: wanted.grant, clientId, clientSecret });
}

async function secretOf({ keptSecret = '', askSecret }: WantedApp): Promise<string> {
  return keptSecret || (await askSecret()).trim();
}

/** An app of Xero is nothing to the twin; one of the twin's may have a secret entered for it. */
function appOfTwin(
  place: XeroPlace,
  { grant, clientId, keptSecret }: WantedApp,
): Outcome<AppCredentials> {
  const found = twinApp(place, { grant, clientId });
  if (found === undefined) return fail(problem('client_id.not_of_twin', { clientId }));
  const clientSecret = grant === 'desktop' ? '' : keptSecret || found.clientSecret;
  return succeed({ ...found, clientSecret });
}
