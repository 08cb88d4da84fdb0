import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findOrganisation } from '../books/organisations.ts';
import {
  APP_KINDS,
  type AppRow,
  createApp,
  deleteApp,
  findApp,
  listApps,
  newSecret,
  redirectUrisOf,
  STARTER_CONNECTIONS,
  saveApp,
  scopesOf,
} from '../identity/apps.ts';
import { connect } from '../identity/connections.ts';
import { listPeople } from '../identity/people.ts';
import { redirectUrisComplaint } from '../identity/redirect-uris.ts';
import { CUSTOM_CONNECTION_SCOPES, isScope, SCOPE_SETS } from '../identity/scopes.ts';
import { expireTokens } from '../identity/tokens.ts';
import { type Control, ControlRefusal, type Given } from './control.ts';

const RedirectUris = z.array(z.string()).superRefine((redirectUris, context) => {
  const message = redirectUrisComplaint(redirectUris);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

const Scopes = z.array(z.string().refine(isScope, 'is no scope')).min(1);

const NewApp = z.strictObject({
  kind: z.enum(APP_KINDS),
  name: z.string().min(1).max(100),
  redirectUris: RedirectUris.default([]),
  /** Broad is what an app made before March 2026 has; Journals are for the Advanced tier. */
  scopeSet: z.enum(['granular', 'broad', 'advanced']).default('granular'),
  /** Just these instead of a set. */
  scopes: Scopes.optional(),
  /** A custom connection's organisation. */
  tenantId: z.string().optional(),
  connectionLimit: z.int().min(0).nullable().default(STARTER_CONNECTIONS),
  isCertified: z.boolean().default(false),
});

const ChangedApp = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  redirectUris: RedirectUris.optional(),
  scopes: Scopes.optional(),
  connectionLimit: z.int().min(0).nullable().optional(),
  isCertified: z.boolean().optional(),
  isEnabled: z.boolean().optional(),
});

const Expiry = z.strictObject({
  kind: z.enum(['access', 'refresh']),
  clientId: z.string().optional(),
  userId: z.string().optional(),
});

/** What the owner of an app does at Xero's developer site, and the end of tokens. */
export const appControls: Control[] = [
  {
    method: 'GET',
    path: '/apps',
    act: ({ databases }) => listApps(databases.books).map(described),
  },
  { method: 'POST', path: '/apps', act: makeApp },
  { method: 'PUT', path: '/apps/:clientId', act: changeApp },
  {
    method: 'POST',
    path: '/apps/:clientId/secret',
    act: (given) => {
      const app = appOf(given);
      if (app.kind === 'desktop') throw new ControlRefusal('A desktop app has no secret.');
      return saved(given, { ...app, secret: newSecret() });
    },
  },
  { method: 'POST', path: '/apps/:clientId/authorise', act: authoriseCustom },
  {
    method: 'DELETE',
    path: '/apps/:clientId',
    act: (given) => deleteApp(given.databases.books, appOf(given).client_id),
  },
  {
    method: 'POST',
    path: '/tokens/expire',
    act: ({ body, databases, now }) => ({
      expired: expireTokens(databases.books, Expiry.parse(body), now),
    }),
  },
];

function makeApp(given: Given): object {
  const { scopeSet, scopes, tenantId, ...wanted } = NewApp.parse(given.body);
  const { books } = given.databases;
  const isCustom = wanted.kind === 'custom';
  if (isCustom !== (tenantId !== undefined)) {
    throw new ControlRefusal('A custom connection needs its tenantId, and no other app has one.');
  }
  if (tenantId !== undefined && findOrganisation(books, tenantId) === undefined) {
    throw new ControlRefusal(`No organisation ${tenantId}.`);
  }
  const clientId = createApp(books, {
    ...wanted,
    scopes: scopes ?? (isCustom ? CUSTOM_CONNECTION_SCOPES : SCOPE_SETS[scopeSet]),
    tenantId: tenantId ?? null,
  });
  const app = findApp(books, clientId) as AppRow;
  if (isCustom) linkCustom(given, app);
  return described(app);
}

/** The person who is asked by e-mail authorises a custom connection, for the first time or again. */
function authoriseCustom(given: Given): object {
  const app = appOf(given);
  if (app.kind !== 'custom') throw new ControlRefusal('Only a custom connection is authorised so.');
  linkCustom(given, app);
  return described(app);
}

function linkCustom({ databases, now }: Given, app: AppRow): void {
  const [person] = listPeople(databases.books);
  if (person === undefined || app.tenant_id === null) return;
  const link = { clientId: app.client_id, userId: person.user_id, tenantId: app.tenant_id };
  connect(databases.books, { ...link, authEventId: randomUUID(), now });
}

function changeApp(given: Given): object {
  const wanted = ChangedApp.parse(given.body);
  const app = appOf(given);
  const { connectionLimit, isCertified, isEnabled, name, redirectUris, scopes } = wanted;
  return saved(given, {
    ...app,
    name: name ?? app.name,
    redirect_uris: redirectUris === undefined ? app.redirect_uris : JSON.stringify(redirectUris),
    scopes: scopes === undefined ? app.scopes : JSON.stringify(scopes),
    connection_limit: connectionLimit === undefined ? app.connection_limit : connectionLimit,
    is_certified: isCertified === undefined ? app.is_certified : Number(isCertified),
    is_enabled: isEnabled === undefined ? app.is_enabled : Number(isEnabled),
  });
}

function saved({ databases }: Given, row: AppRow): object {
  saveApp(databases.books, row);
  return described(row);
}

function appOf({ databases, params }: Given): AppRow {
  const app = findApp(databases.books, params.clientId ?? '');
  if (app === undefined) throw new ControlRefusal(`No app ${params.clientId}.`);
  return app;
}

function described(app: AppRow): object {
  return {
    kind: app.kind,
    name: app.name,
    clientId: app.client_id,
    clientSecret: app.secret,
    redirectUris: redirectUrisOf(app),
    scopes: scopesOf(app),
    connectionLimit: app.connection_limit,
    isCertified: app.is_certified === 1,
    isEnabled: app.is_enabled === 1,
  };
}
