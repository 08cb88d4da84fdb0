import type { DatabaseSync } from 'node:sqlite';
import { listOrganisations } from '../books/organisations.ts';
import { APP_KINDS, type AppRow, listApps, redirectUrisOf, scopesOf } from '../identity/apps.ts';
import { type Html, html } from './html.ts';
import type { PageContent } from './layout.ts';

/** Apps as at Xero's developer site: their credentials, redirect URIs, scopes and limits. */
export function appsPage(books: DatabaseSync): PageContent {
  const apps = listApps(books).map(appSection);
  return { title: 'Apps', at: '/pages/apps', body: html`${apps}${newAppForm(books)}` };
}

function appSection(app: AppRow): Html {
  const secret = app.secret === '' ? 'none' : app.secret;
  return html`<section aria-label="${app.name}"><h2>${app.name}</h2>
<p>${KIND_NAMES[app.kind]}. Client id <code>${app.client_id}</code>, client secret <code>${secret}</code></p>
<details><summary>${scopesOf(app).length} scopes</summary><p>${scopesOf(app).join(' ')}</p></details>
${changeForm(app)}
<p>${secretButton(app)}${authoriseButton(app)}${actionButton(app, 'delete', 'Delete')}
${expireButton(app, 'access')}${expireButton(app, 'refresh')}</p></section>`;
}

const KIND_NAMES = {
  web: 'Web app',
  desktop: 'Mobile or desktop app',
  custom: 'Custom connection',
} as const;

function changeForm(app: AppRow): Html {
  const limit = app.connection_limit === null ? '' : String(app.connection_limit);
  return html`<form method="post" action="/pages/apps/${app.client_id}">
<p><label>Redirect URIs<br><textarea name="redirectUris" rows="3" cols="70">${redirectUrisOf(app).join('\n')}</textarea></label></p>
<p><label>Connections at most <input name="connectionLimit" type="number" min="0" value="${limit}"></label>
${checkbox('isCertified', 'Certified', app.is_certified === 1)}
${checkbox('isEnabled', 'Enabled', app.is_enabled === 1)} <button>Save</button></p></form>`;
}

function checkbox(name: string, label: string, isChecked: boolean): Html {
  const checked = isChecked ? html` checked` : '';
  return html`<label><input type="checkbox" name="${name}"${checked}> ${label}</label>`;
}

function secretButton(app: AppRow): Html | string {
  return app.kind === 'desktop' ? '' : actionButton(app, 'secret', 'New secret');
}

function authoriseButton(app: AppRow): Html | string {
  return app.kind === 'custom' ? actionButton(app, 'authorise', 'Authorise again') : '';
}

function actionButton(app: AppRow, action: string, label: string): Html {
  return html`<form class="inline" method="post" action="/pages/apps/${app.client_id}/${action}"><button>${label}</button></form> `;
}

function expireButton(app: AppRow, kind: 'access' | 'refresh'): Html {
  return html`<form class="inline" method="post" action="/pages/apps/${app.client_id}/expire">
<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="clientId" value="${app.client_id}">
<button>Expire ${kind} tokens</button></form> `;
}

function newAppForm(books: DatabaseSync): Html {
  const kinds = APP_KINDS.map((kind) => html`<option value="${kind}">${KIND_NAMES[kind]}</option>`);
  const organisations = listOrganisations(books).map(
    ({ name, tenant_id: tenantId }) => html`<option value="${tenantId}">${name}</option>`,
  );
  return html`<h2>New app</h2><form class="card" method="post" action="/pages/apps">
<p><label>Name <input name="name" required></label> <label>Kind <select name="kind">${kinds}</select></label>
<label>Scopes <select name="scopeSet"><option value="granular">granular (made since March 2026)</option>
<option value="broad">granular and broad (made before)</option>
<option value="advanced">those and journals (Advanced tier)</option></select></label></p>
<p><label>Redirect URIs, one a line<br><textarea name="redirectUris" rows="3" cols="70"></textarea></label></p>
<p><label>Organisation of a custom connection <select name="tenantId">${organisations}</select></label>
<button>Make app</button></p></form>`;
}

/** The app that the form describes, as the control takes it. */
export function newAppOf(form: URLSearchParams): object {
  const tenantId = form.get('tenantId') ?? '';
  const isCustom = form.get('kind') === 'custom';
  return {
    kind: form.get('kind'),
    name: form.get('name'),
    scopeSet: form.get('scopeSet'),
    redirectUris: linesOf(form, 'redirectUris'),
    ...(isCustom ? { tenantId } : {}),
  };
}

/** What the form of an app changes, as the control takes it. */
export function appChangeOf(form: URLSearchParams): object {
  return {
    redirectUris: linesOf(form, 'redirectUris'),
    connectionLimit: wholeNumber(form.get('connectionLimit')),
    isCertified: form.has('isCertified'),
    isEnabled: form.has('isEnabled'),
  };
}

function linesOf(form: URLSearchParams, name: string): string[] {
  const lines = (form.get(name) ?? '').split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

/** Blank is no limit. */
function wholeNumber(text: string | null): number | null {
  return text === null || text === '' ? null : Number(text);
}
