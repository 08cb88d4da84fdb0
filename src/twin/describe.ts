import type { DatabaseSync } from 'node:sqlite';
import { listOrganisations } from './books/organisations.ts';
import { type AppKind, listApps, listPeople } from './identity/apps.ts';

/** What somebody needs to sign in to this twin. */
export interface TwinDescription {
  apps: { kind: AppKind; clientId: string; clientSecret: string; redirectUris: string[] }[];
  organisations: { tenantId: string; name: string }[];
  users: { userId: string; name: string; email: string }[];
}

export function describeTwin(books: DatabaseSync): TwinDescription {
  return {
    apps: listApps(books).map((app) => ({
      kind: app.kind,
      clientId: app.client_id,
      clientSecret: app.secret,
      redirectUris: JSON.parse(app.redirect_uris) as string[],
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
