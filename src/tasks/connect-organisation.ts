import { fail, invariant, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { GlobalSettings, Mode } from '../domain/settings.ts';
import {
  checkAddresses,
  PRODUCTION_ADDRESSES,
  type XeroAddresses,
} from '../xero/client/addresses.ts';
import { createXeroClient, type XeroClient } from '../xero/client/client.ts';
import type { Connection } from '../xero/client/connections.ts';
import type { XeroCredentials, XeroEffects } from '../xero/client/effects.ts';

/** One organisation, ready to be talked to. */
export interface ConnectedOrganisation {
  /** Bound to the tenant. */
  readonly client: XeroClient;
  readonly tenantId: string;
  readonly organisationName: string;
}

/** Where to sign in, as whom, and which organisation is wanted. */
export interface XeroAccess {
  readonly mode: Mode;
  readonly addresses: XeroAddresses;
  readonly credentials: XeroCredentials;
  readonly tenantId: string;
  /** Whose settings these are: "entity M", or "the global settings". */
  readonly scope: string;
}

/** What a twin says of itself. */
export interface TwinDescription {
  readonly apps: readonly {
    kind: string;
    clientId: string;
    clientSecret: string;
    redirectUris: readonly string[];
  }[];
  readonly organisations: readonly { tenantId: string; name: string }[];
  readonly users: readonly { userId: string; name: string; email: string }[];
}

/**
 * Access to Xero itself. The secret comes from the environment and is kept nowhere.
 * Problems: `client_id.missing`, `client_secret.missing`.
 */
export function productionAccess(
  settings: GlobalSettings,
  clientSecret: string | undefined,
  scope: string,
): Outcome<XeroAccess> {
  const problems = [
    ...(settings.clientId === '' ? [problem('client_id.missing', { scope })] : []),
    ...(clientSecret ? [] : [problem('client_secret.missing')]),
  ];
  if (problems.length > 0 || !clientSecret) return fail(...problems);
  return succeed({
    mode: 'production',
    addresses: PRODUCTION_ADDRESSES,
    credentials: { clientId: settings.clientId, clientSecret },
    tenantId: settings.tenant,
    scope,
  });
}

/** Access to a twin at an address of this computer; its custom app's organisation is chosen. */
export function twinAccess(address: string, twin: TwinDescription, scope: string): XeroAccess {
  const app = twin.apps.find(({ kind }) => kind === 'custom');
  const [organisation] = twin.organisations;
  invariant(app !== undefined && organisation !== undefined, 'a twin has an app and books');
  return {
    mode: 'test',
    addresses: { identityUrl: address, apiUrl: address },
    credentials: { clientId: app.clientId, clientSecret: app.clientSecret },
    tenantId: organisation.tenantId,
    scope,
  };
}

/**
 * Signs in and finds the wanted organisation among those that the connection reaches.
 * Problems: `tenant.not_chosen`, `tenant.not_reachable`, and those of signing in.
 */
export async function connectOrganisation(
  access: XeroAccess,
  effects: XeroEffects,
): Promise<Outcome<ConnectedOrganisation>> {
  const { addresses, credentials, tenantId, scope } = access;
  assertAddresses(access);
  const client = createXeroClient({ addresses, credentials, effects });
  const connections = await client.listConnections();
  if (!connections.ok) return connections;
  const reachable = connections.value.filter(({ tenantType }) => tenantType === 'ORGANISATION');
  const wanted = reachable.find((one) => one.tenantId === tenantId);
  if (wanted === undefined) {
    const facts = { scope, tenant: tenantId, reachable: namesOf(reachable) };
    const isChosen = tenantId !== '';
    return fail(problem(isChosen ? 'tenant.not_reachable' : 'tenant.not_chosen', facts));
  }
  const organisationName = wanted.tenantName;
  return succeed({ client: client.forTenant(tenantId), tenantId, organisationName });
}

/** Production talks to Xero and nothing else, test mode to this computer and nothing else. */
function assertAddresses({ mode, addresses }: XeroAccess): void {
  const used = [addresses.identityUrl, addresses.apiUrl];
  const xeros = [PRODUCTION_ADDRESSES.identityUrl, PRODUCTION_ADDRESSES.apiUrl];
  const isAllowed =
    mode === 'production'
      ? used.every((address, index) => address === xeros[index])
      : checkAddresses(addresses).ok && !used.some((address) => xeros.includes(address));
  invariant(isAllowed, `mode ${mode} does not talk to ${used.join(' and ')}`);
}

function namesOf(connections: readonly Connection[]): string {
  const names = connections.map(({ tenantName, tenantId }) => `${tenantName} (${tenantId})`);
  return names.join(', ') || 'none';
}
