import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { all, first, run } from '../database/statements.ts';

export interface ConnectionRow {
  connection_id: string;
  client_id: string;
  user_id: string;
  tenant_id: string;
  auth_event_id: string;
  created_at: number;
  updated_at: number;
  /** Null while it holds. */
  ended_at: number | null;
}

/** Connects a person's organisation to an app; connecting again keeps id and first date. */
export function connect(
  books: DatabaseSync,
  link: { clientId: string; userId: string; tenantId: string; authEventId: string; now: number },
): void {
  run(
    books,
    `insert into connection (connection_id, client_id, user_id, tenant_id, auth_event_id,
       created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (client_id, user_id, tenant_id) do update set
       auth_event_id = excluded.auth_event_id, updated_at = excluded.updated_at, ended_at = null`,
    randomUUID(),
    link.clientId,
    link.userId,
    link.tenantId,
    link.authEventId,
    link.now,
    link.now,
  );
}

/** The connections that a token sees: those of its app and person, or of its app alone. */
export function listConnections(
  books: DatabaseSync,
  holder: { clientId: string; userId: string | null },
): ConnectionRow[] {
  return all<ConnectionRow>(
    books,
    `select * from connection where ended_at is null and client_id = ?
       and (user_id = ? or ? is null) order by rowid`,
    holder.clientId,
    holder.userId,
    holder.userId,
  );
}

export function listAllConnections(books: DatabaseSync): ConnectionRow[] {
  return all<ConnectionRow>(
    books,
    'select * from connection where ended_at is null order by rowid',
  );
}

export function findConnection(
  books: DatabaseSync,
  holder: { clientId: string; userId: string | null; tenantId: string },
): ConnectionRow | undefined {
  return first<ConnectionRow>(
    books,
    `select * from connection where ended_at is null and client_id = ? and tenant_id = ?
       and (user_id = ? or ? is null)`,
    holder.clientId,
    holder.tenantId,
    holder.userId,
    holder.userId,
  );
}

export function endConnection(books: DatabaseSync, connectionId: string, now: number): void {
  run(books, 'update connection set ended_at = ? where connection_id = ?', now, connectionId);
}
