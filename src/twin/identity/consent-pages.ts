import type { DatabaseSync } from 'node:sqlite';
import { listOrganisations } from '../books/organisations.ts';
import { type Html, html } from '../pages/html.ts';
import { pageAnswer } from '../pages/layout.ts';
import type { Answer } from '../wire/answers.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { findConnection } from './connections.ts';
import { listMemberships, listPeople, type PersonRow, ROLES } from './people.ts';
import { meaningOf } from './scope-meanings.ts';
import { reachesBooks } from './scopes.ts';

/** A person who is asked to let an app in. */
export interface Consenting {
  request: AuthorizeRequest;
  person: PersonRow;
  url: string;
  /** What was wrong with the choice before. */
  complaint?: string;
}

/** Who signs in: a choice, since the twin knows no passwords. */
export function loginPage(books: DatabaseSync, request: AuthorizeRequest, url: string): Answer {
  const buttons = listPeople(books).map(
    ({ email, name, user_id: userId }) =>
      html`<p><button name="userId" value="${userId}">${name}</button> <span class="note">${email}</span></p>`,
  );
  const body = html`<p>Choose who signs in to use ${request.app.name}. The twin asks for no password.</p>
<form method="post" action="${url}">${buttons}</form>`;
  return pageAnswer(200, { title: 'Log in to Xero', body });
}

/** What the app asks for, for which organisation, and the two answers. */
export function consentPage(books: DatabaseSync, consenting: Consenting): Answer {
  const { complaint, person, request, url } = consenting;
  const organisations = organisationsOf(books, consenting);
  const isPossible = organisations.length > 0 || !reachesBooks(request.scopes);
  const meanings = request.scopes.map((scope) => html`<li>${meaningOf(scope)}</li>`);
  const allow = isPossible
    ? html`<button name="decision" value="allow">Allow access</button>`
    : html`<p role="alert">${person.name} belongs to no organisation.</p>`;
  const body = html`<p>Signed in as ${person.name}. ${request.app.name} would like to:</p>
<ul>${meanings}</ul>
${complaint === undefined ? '' : html`<p role="alert">${complaint}</p>`}
<form method="post" action="${url}"><input type="hidden" name="userId" value="${person.user_id}">
${isPossible && reachesBooks(request.scopes) ? picker(organisations) : ''}
<p>${allow} <button name="decision" value="cancel">Cancel</button></p></form>
<p class="note">It will go back to ${request.redirectUri}</p>`;
  const title = `${request.app.name} wants access to your data in Xero`;
  return pageAnswer(200, { title, body });
}

/** The app has all the connections that it may have. */
export function limitPage({ url }: Consenting, complaint: string): Answer {
  const body = html`<p role="alert">${complaint}</p>
<form method="post" action="${url}"><button name="decision" value="cancel">Cancel</button></form>`;
  return pageAnswer(200, { title: 'This app cannot be connected', body });
}

function picker(options: Html[]): Html {
  return html`<p><label>Organisation <select name="tenantId">${options}</select></label></p>`;
}

function organisationsOf(books: DatabaseSync, { person, request }: Consenting): Html[] {
  const clientId = request.app.client_id;
  const userId = person.user_id;
  const memberships = listMemberships(books).filter((row) => row.user_id === userId);
  return listOrganisations(books).flatMap(({ name, tenant_id: tenantId }) => {
    const membership = memberships.find((row) => row.tenant_id === tenantId);
    if (membership === undefined) return [];
    const isConnected = findConnection(books, { clientId, userId, tenantId }) !== undefined;
    const label = `${name} (${ROLES[membership.role]}${isConnected ? ', connected' : ''})`;
    return [html`<option value="${tenantId}">${label}</option>`];
  });
}
