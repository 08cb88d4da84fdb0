import { type Outcome, succeed } from '../../domain/problem.ts';
import type { WireConnection } from '../contract/connections.ts';
import { CONNECTIONS_PATH } from '../contract/endpoints.ts';
import type { TenantCalls } from './call.ts';
import { type Fields, interpret, objectsOf, optionalTextOf, textOf } from './fields.ts';
import { read, write } from './repeat.ts';

/** A granted link between our app and one tenant. */
export interface Connection {
  readonly connectionId: string;
  /** The consent by which it was made or made anew; blank for a custom connection. */
  readonly authEventId: string;
  readonly tenantId: string;
  readonly tenantName: string;
  /** `ORGANISATION`, or one of a practice, which has no books. */
  readonly tenantType: string;
}

/** @see https://developer.xero.com/documentation/guides/oauth2/tenants */
export async function listConnections(calls: TenantCalls): Promise<Outcome<Connection[]>> {
  const answer = await read(calls, CONNECTIONS_PATH);
  if (!answer.ok) return answer;
  return interpret(answer.value, (body) =>
    objectsOf<WireConnection>(body, 'the answer').map(connectionFrom),
  );
}

/**
 * Ends the link to one tenant; it is named by the connection's own id.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/managing-connections
 */
export async function deleteConnection(
  calls: TenantCalls,
  connectionId: string,
): Promise<Outcome<undefined>> {
  const path = `${CONNECTIONS_PATH}/${encodeURIComponent(connectionId)}`;
  const answer = await write(calls, { method: 'DELETE', path });
  return answer.ok ? succeed(undefined) : answer;
}

function connectionFrom(wire: Fields<WireConnection>): Connection {
  return {
    connectionId: textOf(wire, 'id'),
    authEventId: optionalTextOf(wire, 'authEventId'),
    tenantId: textOf(wire, 'tenantId'),
    tenantName: optionalTextOf(wire, 'tenantName'),
    tenantType: textOf(wire, 'tenantType'),
  };
}
