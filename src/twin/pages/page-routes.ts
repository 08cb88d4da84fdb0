import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  findOrganisation,
  listOrganisations,
  type OrganisationRow,
} from '../books/organisations.ts';
import { readQuery } from '../calls/call.ts';
import { twinNow } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { snapshot } from '../database/statements.ts';
import { parseDate, todayIn } from '../wire/dates.ts';
import { bankTransactionsTable, journalPage, journalsTable } from './document-pages.ts';
import { type Html, html, type PageContent, page, table } from './html.ts';
import { trialBalanceTable } from './trial-balance-page.ts';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cache-control': 'no-store',
};

interface Visit {
  databases: Databases;
  organisation: OrganisationRow;
  query: ReadonlyMap<string, string>;
  id: string;
}

/** Pages for a person who wants to look into the twin's books. */
export function pageRoutes(server: FastifyInstance, databases: Databases): void {
  server.get('/pages', (_request, reply) =>
    reply.headers(HEADERS).send(page(organisationsPage(databases))),
  );
  for (const [path, show] of VIEWS) {
    server.get(`/pages/:tenantId${path}`, (request, reply) => {
      const content = snapshot(databases.books, () => visit(databases, request, show));
      if (content === undefined) return reply.code(404).send('There is no such page.');
      return reply.headers(HEADERS).send(page(content));
    });
  }
}

const VIEWS: [path: string, show: (visit: Visit) => PageContent | undefined][] = [
  ['/trial-balance', showTrialBalance],
  ['/journals', showJournals],
  ['/journals/:id', showJournal],
  ['/bank-transactions', showBankTransactions],
];

function visit(
  databases: Databases,
  request: FastifyRequest,
  show: (visit: Visit) => PageContent | undefined,
): PageContent | undefined {
  const { id = '', tenantId = '' } = request.params as { id?: string; tenantId?: string };
  const organisation = findOrganisation(databases.books, tenantId);
  if (organisation === undefined) return undefined;
  return show({ databases, organisation, query: readQuery(request.url), id });
}

function organisationsPage(databases: Databases): PageContent {
  const rows = listOrganisations(databases.books).map((organisation) => [
    organisation.name,
    organisation.base_currency,
    organisation.period_lock_date ?? '',
    organisation.year_lock_date ?? '',
    html`${linksOf(organisation).map(({ href, label }) => html`<a href="${href}">${label}</a> `)}`,
  ]);
  const headings = ['Organisation', 'Currency', 'Period lock', 'Year lock', ''];
  const body = table(
    headings.map((heading) => ({ heading })),
    rows,
  );
  return { title: 'Organisations', links: [], body };
}

function linksOf(organisation: OrganisationRow): { href: string; label: string }[] {
  const base = `/pages/${organisation.tenant_id}`;
  return [
    { href: '/pages', label: 'Organisations' },
    { href: `${base}/trial-balance`, label: 'Trial balance' },
    { href: `${base}/journals`, label: 'Manual journals' },
    { href: `${base}/bank-transactions`, label: 'Bank transactions' },
  ];
}

function contentOf(visit: Visit, title: string, body: Html): PageContent {
  const { organisation } = visit;
  return { title: `${organisation.name}: ${title}`, links: linksOf(organisation), body };
}

function showTrialBalance(visit: Visit): PageContent {
  const { databases, organisation, query } = visit;
  const today = todayIn(organisation.timezone, twinNow(databases.books));
  const date = parseDate(query.get('date') ?? '') ?? today;
  const body = trialBalanceTable(databases.books, organisation, date);
  return contentOf(visit, `trial balance at ${date}`, body);
}

function showJournals(visit: Visit): PageContent {
  const body = journalsTable(visit.databases.books, visit.organisation, pageNumber(visit));
  return contentOf(visit, 'manual journals', body);
}

function showJournal(visit: Visit): PageContent | undefined {
  const body = journalPage(visit.databases.books, visit.organisation, visit.id);
  return body === undefined ? undefined : contentOf(visit, 'manual journal', body);
}

function showBankTransactions(visit: Visit): PageContent {
  const body = bankTransactionsTable(visit.databases.books, visit.organisation, pageNumber(visit));
  return contentOf(visit, 'bank transactions', body);
}

function pageNumber(visit: Visit): number {
  const text = visit.query.get('page') ?? '1';
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1;
}
