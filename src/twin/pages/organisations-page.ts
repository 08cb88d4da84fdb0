import type { DatabaseSync } from 'node:sqlite';
import { listOrganisations, type OrganisationRow } from '../books/organisations.ts';
import { twinNow } from '../clock.ts';
import { type Html, html, type PageContent, table } from './html.ts';
import { linksTo, NAVIGATION } from './navigation.ts';

/** Every organisation with its lock dates, and the twin's clock. */
export function organisationsPage(books: DatabaseSync): PageContent {
  const rows = listOrganisations(books).map((organisation) => [
    organisation.name,
    organisation.base_currency,
    lockForm(organisation),
    html`${linksTo(organisation).map(({ href, label }) => html`<a href="${href}">${label}</a> `)}`,
  ]);
  const headings = ['Organisation', 'Currency', 'Lock dates', ''].map((heading) => ({ heading }));
  const body = html`${table(headings, rows)}${clockForm(books)}`;
  return { title: 'Organisations', links: NAVIGATION, body };
}

function lockForm(organisation: OrganisationRow): Html {
  const { period_lock_date: period, tenant_id: tenantId, year_lock_date: year } = organisation;
  return html`<form method="post" action="/pages/${tenantId}/lock-dates">
<label>Period <input type="date" name="periodLockDate" value="${period ?? ''}"></label>
<label>Year <input type="date" name="endOfYearLockDate" value="${year ?? ''}"></label>
<button>Set</button></form>`;
}

function clockForm(books: DatabaseSync): Html {
  const now = new Date(twinNow(books)).toISOString();
  return html`<h2>Clock</h2><form method="post" action="/pages/clock"><p>The twin's time is ${now}.
<label>Move it by <input name="hours" type="number" step="any" value="1" required> hours</label>
<button>Move</button></p></form>`;
}
