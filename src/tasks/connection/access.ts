import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import type { GlobalSettings } from '../../domain/settings.ts';
import { loadCatalog } from '../../store/catalog-reader.ts';
import {
  findConnectionFacts,
  namesOf,
  type OpenedConnection,
  openConnection,
} from '../../store/connection-reader.ts';
import { createTokenKeeper, type TokenKeeper } from '../../xero/client/token.ts';
import type { XeroAccess } from '../connect-organisation.ts';
import { chosenInTest } from '../settings/credentials.ts';
import { settingsInForce } from '../settings-in-force.ts';
import type { TaskContext } from '../task-context.ts';
import { storedTokens } from './stored-tokens.ts';
import { partyAt, twinApp, type XeroPlace } from './xero-place.ts';

type Context = Pick<TaskContext, 'store' | 'mode' | 'act' | 'keys'>;

/** Access to Xero, and which connection it goes by: a new one where that was authorised anew. */
export interface KnownAccess {
  readonly access: XeroAccess;
  readonly key: string;
}

/**
 * How the organisation of an entity is reached: by the entity's own connection, else by the global
 * one; in test mode without either, as the twin's own custom connection, whose one organisation
 * counts as chosen. Problems: `entity.unknown`, `connection.missing`, `.other_app`,
 * `xero_connection.ended`, `sealed.unreadable`.
 */
export async function accessFor(
  context: Context,
  place: XeroPlace,
  entity: string,
): Promise<Outcome<KnownAccess>> {
  const settings = await settingsInForce(context, entity);
  if (!settings.ok) return settings;
  const owner = await ownerOf(context, entity);
  const { store, keys, mode } = context;
  const found = await openConnection(store.reader, keys, { mode, entity: owner });
  if (!found.ok) return found;
  const connection = found.value;
  if (connection === undefined) {
    return place.twin === undefined
      ? fail(problem('connection.missing', namesOf({ entity: owner })))
      : succeed(ownTwinAccess(place, entity));
  }
  const objection = objectionTo(connection, settings.value.settings, place);
  if (objection !== undefined) return objection;
  const wanted = await wantedTenants(context, entity, settings.value.settings);
  const tenantId = tenantOf(wanted, connection, place);
  const access = {
    ...{ mode, addresses: place.addresses, tenantId },
    ...namesOf({ entity }),
    tokens: keeperFor(context, place, connection),
    isAsConnected: tenantId === connection.tenantId,
  };
  const authorised = `${connection.connectionId} ${connection.authorisedAt}`;
  return succeed({ access, key: `${authorised} ${tenantId}` });
}

/** The organisation of an entity as far as it is known without asking Xero; blank where it is not. */
export async function knownTenant(
  context: Pick<TaskContext, 'store' | 'mode'>,
  entity: string,
  settings: Pick<GlobalSettings, 'tenant'>,
): Promise<string> {
  const [wanted] = await wantedTenants(context, entity, settings);
  if (wanted !== undefined) return wanted;
  const key = { mode: context.mode, entity: await ownerOf(context, entity) };
  return (await findConnectionFacts(context.store.reader, key))?.tenantId ?? '';
}

/** The entity whose connection is used; blank for the global one. */
export async function ownerOf(
  { store, mode }: Pick<TaskContext, 'store' | 'mode'>,
  entity: string,
): Promise<string> {
  if (entity === '') return '';
  const own = await findConnectionFacts(store.reader, { mode, entity });
  const { entities } = await loadCatalog(store.reader);
  const overrides = mode === 'production' && entities.get(entity)?.clientId !== '';
  return own !== undefined || overrides ? entity : '';
}

/** The tokens of a connection, whoever keeps them. */
export function keeperFor(
  context: Context,
  place: XeroPlace,
  connection: OpenedConnection,
): TokenKeeper {
  const { app, scopeSet, entity } = connection;
  return app.grant === 'custom'
    ? createTokenKeeper(partyAt(place, app), scopeSet)
    : storedTokens({ context, place, entity }, connection);
}

function objectionTo(
  connection: OpenedConnection,
  { clientId }: GlobalSettings,
  { twin }: XeroPlace,
): ReturnType<typeof fail> | undefined {
  const names = namesOf(connection);
  if (connection.endReason !== undefined) {
    const facts = { ...names, reason: connection.endReason };
    return fail(problem('xero_connection.ended', facts));
  }
  if (twin !== undefined || clientId === '' || clientId === connection.clientId) return undefined;
  const facts = { ...names, connected: connection.clientId, wanted: clientId };
  return fail(problem('connection.other_app', facts));
}

/** What was chosen, the nearest first: in test mode something of its own goes before the settings. */
async function wantedTenants(
  context: Pick<TaskContext, 'store' | 'mode'>,
  entity: string,
  { tenant }: Pick<GlobalSettings, 'tenant'>,
): Promise<string[]> {
  const chosen = context.mode === 'test' ? await chosenInTest(context, entity) : '';
  return [chosen, tenant].filter((one) => one !== '');
}

/** In test mode the settings may name an organisation of production, which the twin does not have. */
function tenantOf(
  wanted: readonly string[],
  connection: OpenedConnection,
  { twin }: XeroPlace,
): string {
  const isThere = (tenant: string) =>
    twin === undefined || twin.organisations.some((one) => one.tenantId === tenant);
  return wanted.find(isThere) ?? connection.tenantId;
}

function ownTwinAccess(place: XeroPlace, entity: string): KnownAccess {
  const app = twinApp(place, { grant: 'custom', clientId: '' });
  const tenantId = place.twin?.organisations[0]?.tenantId ?? '';
  const access = {
    ...{ mode: 'test' as const, addresses: place.addresses, tenantId },
    ...namesOf({ entity }),
    tokens: createTokenKeeper(
      partyAt(place, app ?? { grant: 'custom', clientId: '', clientSecret: '' }),
    ),
  };
  return { access, key: `twin ${tenantId}` };
}
