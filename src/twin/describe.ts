import type { DatabaseSync } from 'node:sqlite';
import { listOrganisations } from './books/organisations.ts';
import { type AppKind, listApps, redirectUrisOf } from './identity/apps.ts';
import { listPeople } from './identity/people.ts';

/** What somebody needs to sign in to this twin. */
export interface TwinDescription {
  apps: {
    kind: AppKind;
    name: string;
    clientId: string;
    clientSecret: string;
    redirectUris: string[];
  }[];
  organisations: { tenantId: string; name: string }[];
  users: { userId: string; name: string; email: string }[];
}

export function describeTwin(books: DatabaseSync): TwinDescription {
  return {
    apps: listApps(books).map((app) => ({
      kind: app.kind,
      name: app.name,
      clientId: app.client_id,
      clientSecret: app.secret,
      redirectUris: redirectUrisOf(app),
    })),
    organisations: listOrganisations(books).map((organisation) => ({
      tenantId: organisation.tenant_id,
      name: organisation.name,
    })),
    users: listPeople(books).map((person) => ({
      userId: person.user_id,
      name: person.name,
      email: person.email,
    })),
  };
}
