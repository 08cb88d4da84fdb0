import type { ScopeSet } from '../../domain/connection.ts';
import type { Outcome } from '../../domain/problem.ts';
import { scopeNames } from '../../xero/client/scopes.ts';
import { createTokenKeeper } from '../../xero/client/token.ts';
import { settingsInForce } from '../settings-in-force.ts';
import type { TaskContext } from '../task-context.ts';
import { chosenApp, type WantedApp } from './chosen-app.ts';
import { type KeptConnection, keepAuthorisation } from './keep-authorisation.ts';
import { partyAt } from './xero-place.ts';

/**
 * Connects by a custom connection: signs in, looks which organisation it reaches, and keeps the
 * client secret. Problems: of the app, of signing in, of keeping the authorisation.
 */
export async function connectCustom(
  context: TaskContext,
  wanted: WantedApp & { readonly scopeSet: ScopeSet },
): Promise<Outcome<KeptConnection>> {
  const { entity, scopeSet, grant } = wanted;
  const [settings, place] = [await settingsInForce(context, entity), await context.xero()];
  if (!settings.ok) return settings;
  if (!place.ok) return place;
  const app = await chosenApp(settings.value.settings, place.value, wanted);
  if (!app.ok) return app;
  return keepAuthorisation(context, place.value, {
    ...{ entity, app: app.value, scopeSet, person: '', authEventId: '' },
    scopes: scopeNames(grant, scopeSet),
    tokens: undefined,
    keeper: createTokenKeeper(partyAt(place.value, app.value), scopeSet),
  });
}
