import { fail, invariant, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import {
  checkAddresses,
  PRODUCTION_ADDRESSES,
  type XeroAddresses,
} from '../xero/client/addresses.ts';
import { createXeroClient, type XeroClient } from '../xero/client/client.ts';
import type { Connection } from '../xero/client/connections.ts';
import type { CallRecord, XeroEffects } from '../xero/client/effects.ts';
import type { TokenKeeper } from '../xero/client/token.ts';

/** One organisation, ready to be talked to. */
export interface ConnectedOrganisation {
  /** Bound to the tenant. */
  readonly client: XeroClient;
  readonly tenantId: string;
  readonly organisationName: string;
}

/** Where Xero is, with whose tokens it is asked, and which organisation is wanted. */
export interface XeroAccess {
  readonly mode: Mode;
  readonly addresses: XeroAddresses;
  readonly tokens: TokenKeeper;
  /** Blank where nobody has chosen one. */
  readonly tenantId: string;
  /** Whether it is the one that was chosen when somebody connected, and not one of the settings. */
  readonly isAsConnected?: boolean;
  /** Whose settings these are: "entity M", or "the global settings". */
  readonly scope: string;
}

/** A client that is not yet bound to an organisation. */
export function clientFor(
  access: XeroAccess,
  effects: XeroEffects,
  onCall?: (call: CallRecord) => void,
): XeroClient {
  assertAddresses(access);
  const { addresses, tokens } = access;
  return createXeroClient({
    addresses,
    tokens,
    effects,
    ...(onCall === undefined ? {} : { onCall }),
  });
}

/**
 * Signs in and finds the wanted organisation among those that the connection reaches.
 * Problems: `tenant.not_chosen`, `tenant.not_reachable`, `xero_connection.lost`, and those of
 * signing in.
 */
export async function connectOrganisation(
  access: XeroAccess,
  effects: XeroEffects,
  onCall?: (call: CallRecord) => void,
): Promise<Outcome<ConnectedOrganisation>> {
  const { tenantId, isAsConnected, scope } = access;
  const client = clientFor(access, effects, onCall);
  const connections = await client.listConnections();
  if (!connections.ok) return connections;
  const reachable = organisationsOf(connections.value);
  const wanted = reachable.find((one) => one.tenantId === tenantId);
  if (wanted === undefined) {
    const facts = { scope, tenant: tenantId, tenantId, reachable: namesOfTenants(reachable) };
    if (tenantId === '') return fail(problem('tenant.not_chosen', facts));
    return fail(problem(isAsConnected ? 'xero_connection.lost' : 'tenant.not_reachable', facts));
  }
  const organisationName = wanted.tenantName;
  return succeed({ client: client.forTenant(tenantId), tenantId, organisationName });
}

/** Without practices, which have no books. */
export function organisationsOf(connections: readonly Connection[]): Connection[] {
  return connections.filter(({ tenantType }) => tenantType === 'ORGANISATION');
}

export function namesOfTenants(connections: readonly Connection[]): string {
  const names = connections.map(({ tenantName, tenantId }) => `${tenantName} (${tenantId})`);
  return names.join(', ') || 'none';
}

/** Production talks to Xero and nothing else, test mode to this computer and nothing else. */
function assertAddresses({ mode, addresses }: XeroAccess): void {
  const used = Object.values(addresses) as string[];
  const xeros = Object.values(PRODUCTION_ADDRESSES) as string[];
  const isAllowed =
    mode === 'production'
      ? used.every((address, index) => address === xeros[index])
      : checkAddresses(addresses).ok && !used.some((address) => xeros.includes(address));
  invariant(isAllowed, `mode ${mode} does not talk to ${used.join(' and ')}`);
}
