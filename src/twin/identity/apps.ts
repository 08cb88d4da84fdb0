import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { all, first, run } from '../database/statements.ts';
import { APP_SCOPES, CUSTOM_CONNECTION_SCOPES } from './scopes.ts';

export const APP_KINDS = ['web', 'desktop', 'custom'] as const;

export type AppKind = (typeof APP_KINDS)[number];

export interface AppRow {
  client_id: string;
  kind: AppKind;
  name: string;
  /** Blank for a desktop app, which has none. */
  secret: string;
  /** JSON list. */
  redirect_uris: string;
  /** JSON list of what it may ask for. */
  scopes: string;
  /** A custom connection's one organisation. */
  tenant_id: string | null;
  /** Null is no limit. */
  connection_limit: number | null;
  is_certified: number;
  is_enabled: number;
}

/** Connections of an app on the Starter tier. https://developer.xero.com/pricing */
export const STARTER_CONNECTIONS = 5;

export interface NewApp {
  kind: AppKind;
  name: string;
  redirectUris: readonly string[];
  scopes: readonly string[];
  tenantId: string | null;
  connectionLimit: number | null;
  isCertified: boolean;
}

const REDIRECT_URIS: Record<AppKind, string[]> = {
  web: [
    'https://localhost/finPOWER/Temporary_Listen_Addresses/',
    'http://localhost:4600/xero/callback',
  ],
  desktop: ['http://localhost:8742/callback', 'http://localhost:4600/xero/callback'],
  custom: [],
};

/** Makes the three kinds of app; the custom one is bound to the organisation. */
export function createApps(books: DatabaseSync, tenantId: string): void {
  for (const kind of APP_KINDS) {
    const isCustom = kind === 'custom';
    createApp(books, {
      kind,
      name: `tieout ${kind}`,
      redirectUris: REDIRECT_URIS[kind],
      scopes: isCustom ? CUSTOM_CONNECTION_SCOPES : APP_SCOPES,
      tenantId: isCustom ? tenantId : null,
      connectionLimit: isCustom ? null : STARTER_CONNECTIONS,
      isCertified: false,
    });
  }
}

/** Makes an app and returns its client id. */
export function createApp(books: DatabaseSync, wanted: NewApp): string {
  const clientId = randomBytes(16).toString('hex').toUpperCase();
  run(
    books,
    `insert into app (client_id, kind, name, secret, redirect_uris, scopes, tenant_id,
       connection_limit, is_certified) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    clientId,
    wanted.kind,
    wanted.name,
    wanted.kind === 'desktop' ? '' : newSecret(),
    JSON.stringify(wanted.redirectUris),
    JSON.stringify(wanted.scopes),
    wanted.tenantId,
    wanted.connectionLimit,
    wanted.isCertified ? 1 : 0,
  );
  return clientId;
}

/** Writes an app's row back. */
export function saveApp(books: DatabaseSync, row: AppRow): void {
  run(
    books,
    `update app set name = ?, secret = ?, redirect_uris = ?, scopes = ?, connection_limit = ?,
       is_certified = ?, is_enabled = ? where client_id = ?`,
    row.name,
    row.secret,
    row.redirect_uris,
    row.scopes,
    row.connection_limit,
    row.is_certified,
    row.is_enabled,
    row.client_id,
  );
}

export function newSecret(): string {
  return randomBytes(36).toString('base64url');
}

/** An app that is gone takes its connections and tokens along. */
export function deleteApp(books: DatabaseSync, clientId: string): void {
  for (const name of ['app', 'connection', 'token', 'authorization_code']) {
    run(books, `delete from ${name} where client_id = ?`, clientId);
  }
}

export function listApps(books: DatabaseSync): AppRow[] {
  return all<AppRow>(books, 'select * from app order by rowid');
}

export function findApp(books: DatabaseSync, clientId: string): AppRow | undefined {
  return first<AppRow>(books, 'select * from app where client_id = ?', clientId);
}

export function redirectUrisOf(app: AppRow): string[] {
  return JSON.parse(app.redirect_uris) as string[];
}

export function scopesOf(app: AppRow): string[] {
  return JSON.parse(app.scopes) as string[];
}
