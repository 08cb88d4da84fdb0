import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { all, first, run } from '../database/statements.ts';
import { APP_SCOPES, CUSTOM_CONNECTION_SCOPES } from './scopes.ts';

export type AppKind = 'web' | 'desktop' | 'custom';

export interface AppRow {
  client_id: string;
  kind: AppKind;
  name: string;
  secret: string;
  /** JSON list. */
  redirect_uris: string;
  /** JSON list. */
  scopes: string;
  /** A custom connection's one organisation. */
  tenant_id: string | null;
}

export interface PersonRow {
  user_id: string;
  name: string;
  email: string;
  is_adviser: number;
  sees_reports: number;
}

const REDIRECT_URIS: Record<AppKind, string[]> = {
  web: [
    'https://localhost/finPOWER/Temporary_Listen_Addresses/',
    'http://localhost:4600/connections/callback',
  ],
  desktop: ['http://localhost:8742/callback'],
  custom: [],
};

/** Makes the three kinds of app; the custom one is bound to the organisation. */
export function createApps(books: DatabaseSync, tenantId: string): void {
  for (const kind of ['web', 'desktop', 'custom'] as const) {
    run(
      books,
      'insert into app values (?, ?, ?, ?, ?, ?, ?)',
      randomBytes(16).toString('hex').toUpperCase(),
      kind,
      `tieout ${kind}`,
      kind === 'desktop' ? '' : randomBytes(36).toString('base64url'),
      JSON.stringify(REDIRECT_URIS[kind]),
      JSON.stringify(kind === 'custom' ? CUSTOM_CONNECTION_SCOPES : APP_SCOPES),
      kind === 'custom' ? tenantId : null,
    );
  }
}

export function createPeople(books: DatabaseSync): void {
  for (const name of ['Aroha Ngata', 'Ben Whittaker']) {
    const mailbox = name.toLowerCase().replace(' ', '.');
    const email = `${mailbox}@example.test`;
    run(books, 'insert into person values (?, ?, ?, 0, 1)', randomUUID(), name, email);
  }
}

export function listApps(books: DatabaseSync): AppRow[] {
  return all<AppRow>(books, 'select * from app order by rowid');
}

export function findApp(books: DatabaseSync, clientId: string): AppRow | undefined {
  return first<AppRow>(books, 'select * from app where client_id = ?', clientId);
}

export function listPeople(books: DatabaseSync): PersonRow[] {
  return all<PersonRow>(books, 'select * from person order by rowid');
}

export function findPerson(books: DatabaseSync, userId: string): PersonRow | undefined {
  return first<PersonRow>(books, 'select * from person where user_id = ?', userId);
}
