import type { DatabaseSync } from 'node:sqlite';
import type { WireConnection } from '../../xero/contract/connections.ts';
import { findOrganisation } from '../books/organisations.ts';
import type { Holder } from '../calls/authorise.ts';
import type { Query } from '../calls/call.ts';
import { type Answer, emptyAnswer, jsonAnswer, notFound } from '../wire/answers.ts';
import { type ConnectionRow, endConnection, listConnections } from './connections.ts';

/** https://developer.xero.com/documentation/guides/oauth2/auth-flow (checking the tenants) */
export function answerConnections(books: DatabaseSync, holder: Holder, query: Query): Answer {
  const authEventId = query.get('autheventid')?.toLowerCase();
  const rows = connectionsOf(books, holder).filter(
    (row) => authEventId === undefined || row.auth_event_id === authEventId,
  );
  return jsonAnswer(
    200,
    rows.map((row) => connectionJson(books, row)),
  );
}

/** Ends a connection by its own id, which is not that of the tenant. */
export function answerDisconnect(
  books: DatabaseSync,
  holder: Holder,
  { id, now }: { id: string; now: number },
): Answer {
  const found = connectionsOf(books, holder).find((row) => row.connection_id === id.toLowerCase());
  if (found === undefined) throw notFound();
  endConnection(books, found.connection_id, now);
  return emptyAnswer(204);
}

function connectionsOf(books: DatabaseSync, { token }: Holder): ConnectionRow[] {
  return listConnections(books, { clientId: token.client_id, userId: token.user_id });
}

function connectionJson(books: DatabaseSync, row: ConnectionRow): WireConnection {
  return {
    id: row.connection_id,
    authEventId: row.auth_event_id,
    tenantId: row.tenant_id,
    tenantType: 'ORGANISATION',
    tenantName: findOrganisation(books, row.tenant_id)?.name ?? '',
    createdDateUtc: sevenDecimals(row.created_at),
    updatedDateUtc: sevenDecimals(row.updated_at),
  };
}

/** `2019-12-07T18:46:19.5165400`: no zone, seven decimals. */
function sevenDecimals(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}0000`;
}
