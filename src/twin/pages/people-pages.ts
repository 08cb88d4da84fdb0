import type { DatabaseSync } from 'node:sqlite';
import { findOrganisation, listOrganisations } from '../books/organisations.ts';
import { findApp } from '../identity/apps.ts';
import { listAllConnections } from '../identity/connections.ts';
import {
  findPerson,
  listPeople,
  type PersonRow,
  ROLE_NAMES,
  ROLES,
  type Role,
  roleOf,
} from '../identity/people.ts';
import { type Html, html, table } from './html.ts';
import type { PageContent } from './layout.ts';

/** Who may sign in, and the role that each has in each organisation. */
export function usersPage(books: DatabaseSync): PageContent {
  const rows = listPeople(books).flatMap((person) =>
    listOrganisations(books).map(({ name, tenant_id: tenantId }) => {
      const role = roleOf(books, person.user_id, tenantId);
      return [person.name, person.email, name, roleForm(person, tenantId, role)];
    }),
  );
  const headings = ['User', 'Email', 'Organisation', 'Role'].map((heading) => ({ heading }));
  const form = html`<h2>New user</h2><form class="card" method="post" action="/pages/users">
<label>Name <input name="name" required></label> <button>Add user</button></form>`;
  return { title: 'Users', at: '/pages/users', body: html`${table(headings, rows)}${form}` };
}

function roleForm(person: PersonRow, tenantId: string, role: Role | undefined): Html {
  const action = `/pages/users/${person.user_id}/roles/${tenantId}`;
  const options = ROLE_NAMES.map((name) => {
    const selected = name === role ? html` selected` : '';
    return html`<option value="${name}"${selected}>${ROLES[name]}</option>`;
  });
  const remove =
    role === undefined
      ? 'Not in this organisation'
      : html`<button formaction="${action}/remove">Remove</button>`;
  return html`<form method="post" action="${action}">
<select name="role" aria-label="Role of ${person.name}">${options}</select>
<button>Set role</button> ${remove}</form>`;
}

/** Which app reaches which organisation, as a person sees under Connected apps. */
export function connectionsPage(books: DatabaseSync): PageContent {
  const rows = listAllConnections(books).map((row) => [
    findApp(books, row.client_id)?.name ?? row.client_id,
    findOrganisation(books, row.tenant_id)?.name ?? row.tenant_id,
    findPerson(books, row.user_id)?.name ?? row.user_id,
    moment(row.created_at),
    moment(row.updated_at),
    html`<form method="post" action="/pages/connections/${row.connection_id}/disconnect"><button>Disconnect</button></form>`,
  ]);
  const headings = ['App', 'Organisation', 'User', 'Connected', 'Last connected', ''];
  const body = table(
    headings.map((heading) => ({ heading })),
    rows,
  );
  return { title: 'Connections', at: '/pages/connections', body };
}

function moment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
