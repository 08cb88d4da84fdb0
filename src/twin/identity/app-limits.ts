import type { DatabaseSync } from 'node:sqlite';
import type { OrganisationRow } from '../books/organisations.ts';
import { message } from '../messages.ts';
import { type AppRow, listApps } from './apps.ts';
import { listAllConnections } from './connections.ts';

/** https://developer.xero.com/documentation/guides/oauth2/limits */
const MAX_UNCERTIFIED_APPS = 2;

/** Why an app may not be connected to one more organisation; undefined when it may. */
export function limitsComplaint(
  books: DatabaseSync,
  app: AppRow,
  organisation: OrganisationRow,
): string | undefined {
  const connections = listAllConnections(books);
  const own = connections.filter((row) => row.client_id === app.client_id);
  const tenants = new Set(own.map((row) => row.tenant_id));
  if (tenants.has(organisation.tenant_id)) return undefined;
  if (app.connection_limit !== null && tenants.size >= app.connection_limit) {
    return message('signInConnectionLimit', app.name);
  }
  const here = new Set(
    connections
      .filter((row) => row.tenant_id === organisation.tenant_id)
      .map((row) => row.client_id),
  );
  const uncertified = listApps(books).filter(
    (other) => other.kind !== 'custom' && other.is_certified === 0 && here.has(other.client_id),
  );
  if (app.is_certified === 1 || uncertified.length < MAX_UNCERTIFIED_APPS) return undefined;
  return message('signInUncertifiedApps', app.name, organisation.name);
}
