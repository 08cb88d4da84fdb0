import type { Outcome } from '../../domain/problem.ts';
import type { WireConnection } from '../contract/connections.ts';
import { CONNECTIONS_PATH } from '../contract/endpoints.ts';
import type { TenantCalls } from './call.ts';
import { type Fields, interpret, objectsOf, optionalTextOf, textOf } from './fields.ts';
import { read } from './repeat.ts';

/** A granted link between our app and one tenant. */
export interface Connection {
  readonly connectionId: string;
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

function connectionFrom(wire: Fields<WireConnection>): Connection {
  return {
    connectionId: textOf(wire, 'id'),
    tenantId: textOf(wire, 'tenantId'),
    tenantName: optionalTextOf(wire, 'tenantName'),
    tenantType: textOf(wire, 'tenantType'),
  };
}
