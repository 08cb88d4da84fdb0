import type { DatabaseSync } from 'node:sqlite';
import { readBehaviours } from '../behaviours.ts';
import { type ConnectionRow, endConnection, listConnections } from './connections.ts';
import { expireTokens } from './tokens.ts';

/** A person ends a connection in Xero's own pages; with their last, the app must ask again. */
export function disconnectInXero(books: DatabaseSync, row: ConnectionRow, now: number): void {
  endConnection(books, row.connection_id, now);
  const holder = { clientId: row.client_id, userId: row.user_id };
  const isLast = listConnections(books, holder).length === 0;
  if (isLast && readBehaviours(books).refreshAfterDisconnect === 'refused') {
    expireTokens(books, { kind: 'refresh', ...holder }, now);
  }
}
