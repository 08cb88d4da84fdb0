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
): Promise<Outcome<AppCredentials>> {
  const clientId = wanted.clientId || settings.clientId;
  const ofTwin = twinApp(place, { grant: wanted.grant, clientId });
  if (ofTwin !== undefined) return succeed(ofTwin);
  if (clientId === '') return fail(problem('client_id.missing', namesOf(wanted)));
  const isSecretNeeded = wanted.grant !== 'desktop';
  const clientSecret = isSecretNeeded ? (await wanted.askSecret()).trim() : '';
  if (isSecretNeeded && clientSecret === '') return fail(problem('client_secret.missing'));
  return succeed({ grant: wanted.grant, clientId, clientSecret });
}
