import type { AppCredentials, ScopeSet } from '../../domain/connection.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import {
  type ConnectionFacts,
  findConnectionFacts,
  namesOf,
} from '../../store/connection-reader.ts';
import { type FreshTokens, saveConnection } from '../../store/connection-writer.ts';
import type { Connection } from '../../xero/client/connections.ts';
import type { TokenKeeper } from '../../xero/client/token.ts';
import { clientFor, namesOfTenants, organisationsOf } from '../connect-organisation.ts';
import { settingsInForce } from '../settings-in-force.ts';
import type { TaskContext } from '../task-context.ts';
import type { XeroPlace } from './xero-place.ts';

/** An authorisation fresh from Xero, not yet kept. */
export interface Authorisation {
  readonly entity: string;
  readonly app: AppCredentials;
  readonly scopeSet: ScopeSet;
  readonly scopes: readonly string[];
  /** Who allowed it; blank for a custom connection. */
  readonly person: string;
  readonly authEventId: string;
  readonly tokens: FreshTokens | undefined;
  readonly keeper: TokenKeeper;
}

/** A connection that stands, and what is worth saying about it. */
export interface KeptConnection {
  readonly connection: ConnectionFacts;
  readonly warnings: readonly Problem[];
}

/**
 * Looks which organisation an authorisation reaches, and keeps it. One that reaches another
 * organisation than the connection before, or than the settings name, is not kept.
 * Problems: `connection.no_organisation`, `.other_organisation`, and those of a call.
 */
export async function keepAuthorisation(
  context: TaskContext,
  place: XeroPlace,
  given: Authorisation,
): Promise<Outcome<KeptConnection>> {
  const { mode, store, keys } = context;
  const { entity, authEventId } = given;
  const key = { mode, entity };
  const settings = await settingsInForce(context, entity);
  if (!settings.ok) return settings;
  const access = { mode, addresses: place.addresses, tokens: given.keeper, tenantId: '' };
  const client = clientFor({ ...access, ...namesOf({ entity }) }, place.effects);
  const listed = await client.listConnections();
  if (!listed.ok) return listed;
  const reachable = organisationsOf(listed.value);
  const before = await findConnectionFacts(store.reader, key);
  const tenant = chooseTenant(reachable, {
    ...{ authEventId, entity, before },
    wanted: mode === 'test' ? '' : settings.value.settings.tenant,
  });
  if (!tenant.ok) return tenant;
  await saveConnection(store, context.act(), {
    ring: keys,
    connection: {
      ...given,
      authorisedBy: given.person,
      tenantId: tenant.value?.tenantId ?? '',
      organisationName: tenant.value?.tenantName ?? '',
    },
  });
  const connection = await findConnectionFacts(store.reader, key);
  if (connection === undefined) return fail(problem('connection.missing', namesOf({ entity })));
  const warnings =
    tenant.value === undefined
      ? [problem('connection.tenant_ambiguous', { reachable: namesOfTenants(reachable) })]
      : [];
  return succeed({ connection, warnings });
}

interface Choosing {
  readonly entity: string;
  readonly authEventId: string;
  readonly before: ConnectionFacts | undefined;
  /** As the settings say; blank where they do not. */
  readonly wanted: string;
}

/**
 * The organisation that the settings name, or the one before; both must be reached. Else the one that
 * was just chosen at Xero.
 */
function chooseTenant(
  reachable: readonly Connection[],
  { entity, authEventId, before, wanted }: Choosing,
): Outcome<Connection | undefined> {
  if (reachable.length === 0) return fail(problem('connection.no_organisation'));
  const expected = [before?.tenantId ?? '', wanted].filter((tenantId) => tenantId !== '');
  const missing = expected.find((one) => !reachable.some(({ tenantId }) => tenantId === one));
  if (missing !== undefined) {
    const isBefore = before?.tenantId === missing;
    return fail(
      problem('connection.other_organisation', {
        before: isBefore ? `${before.organisationName} (${missing})` : missing,
        reached: namesOfTenants(reachable),
        ...namesOf({ entity }),
      }),
    );
  }
  const chosen = reachable.find(({ tenantId }) => tenantId === expected.at(-1));
  if (chosen !== undefined) return succeed(chosen);
  const ofConsent = reachable.filter((one) => one.authEventId === authEventId);
  const candidates = reachable.length === 1 ? reachable : ofConsent;
  return succeed(candidates.length === 1 ? candidates[0] : undefined);
}
