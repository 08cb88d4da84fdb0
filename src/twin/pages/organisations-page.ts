import type { DatabaseSync } from 'node:sqlite';
import { listOrganisations, type OrganisationRow } from '../books/organisations.ts';
import { COUNTRIES } from '../seeds/countries.ts';
import { SEEDS } from '../seeds/plant-seed.ts';
import { choices, type Html, html, table } from './html.ts';
import type { PageContent } from './layout.ts';
import { linksTo } from './navigation.ts';

/** Every organisation with what a person in Xero, or Xero itself, can change about it. */
export function organisationsPage(books: DatabaseSync): PageContent {
  const rows = listOrganisations(books).map((organisation) => [
    html`<b>${organisation.name}</b><br>${organisation.country}, ${organisation.base_currency}`,
    html`${linksTo(organisation).map(({ href, label }) => html`<a href="${href}">${label}</a><br>`)}`,
    lockForm(organisation),
    stateForm(organisation),
  ]);
  const headings = ['Organisation', 'Books', 'Lock dates', 'Reached through the API'];
  const list = table(
    headings.map((heading) => ({ heading })),
    rows,
  );
  return { title: 'Organisations', at: '/pages', body: html`${list}${newForm()}${resetForm()}` };
}

function lockForm(organisation: OrganisationRow): Html {
  const { period_lock_date: period, tenant_id: tenantId, year_lock_date: year } = organisation;
  return html`<form method="post" action="/pages/${tenantId}/lock-dates">
<label class="line"><span>For all but advisers</span><input type="date" name="periodLockDate" value="${period ?? ''}"></label>
<label class="line"><span>For everybody</span><input type="date" name="endOfYearLockDate" value="${year ?? ''}"></label>
<button>Set lock dates</button></form>`;
}

function stateForm({ is_offline: isOffline, tenant_id: tenantId }: OrganisationRow): Html {
  const change = isOffline === 1 ? 'online' : 'offline';
  return html`<form method="post" action="/pages/${tenantId}/${change}">
${isOffline === 1 ? 'No, it is offline' : 'Yes'} <button>Take ${change}</button></form>`;
}

function newForm(): Html {
  return html`<h2>New organisation</h2><form class="card" method="post" action="/pages/organisations">
<label>Name <input name="name" required></label> <label>Country <select name="country">${choices(same(Object.keys(COUNTRIES)), 'NZ')}</select></label>
<label>Accounts <select name="seed">${choices(same(SEEDS))}</select></label>
<label><input type="checkbox" name="connect"> connect the custom app to it</label><button>Make organisation</button></form>`;
}

function resetForm(): Html {
  return html`<h2>Start anew</h2><form class="card" method="post" action="/pages/reset">
<label>Forget everything, and begin with <select name="seed">${choices(same(SEEDS))}</select></label><button>Start anew</button></form>`;
}

function same(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}
