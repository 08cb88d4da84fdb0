import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findOrganisation, type OrganisationRow } from '../books/organisations.ts';
import { readQuery } from '../calls/call.ts';
import { twinNow } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { snapshot } from '../database/statements.ts';
import { parseDate, todayIn } from '../wire/dates.ts';
import { sendAnswer } from '../wire/send-answer.ts';
import { appsPage } from './apps-page.ts';
import { bankTransactionsTable, journalPage, journalsTable } from './document-pages.ts';
import { type Html, type PageContent, pageAnswer } from './html.ts';
import { linksTo, NAVIGATION } from './navigation.ts';
import { organisationsPage } from './organisations-page.ts';
import { pageActions } from './page-actions.ts';
import { connectionsPage, usersPage } from './people-pages.ts';
import { trialBalanceTable } from './trial-balance-page.ts';

interface Visit {
  databases: Databases;
  organisation: OrganisationRow;
  query: ReadonlyMap<string, string>;
  id: string;
}

/** Pages for a person who wants to look into the twin's books. */
export function pageRoutes(server: FastifyInstance, databases: Databases): void {
  const { books } = databases;
  const show = (path: string, content: () => PageContent) =>
    server.get(path, (_request, reply) =>
      sendAnswer(reply, pageAnswer(200, snapshot(books, content))),
    );
  show('/pages', () => organisationsPage(books));
  show('/pages/apps', () => appsPage(books));
  show('/pages/users', () => usersPage(books));
  show('/pages/connections', () => connectionsPage(books));
  pageActions(server, databases);
  for (const [path, view] of VIEWS) {
    server.get(`/pages/:tenantId${path}`, (request, reply) => {
      const content = snapshot(databases.books, () => visit(databases, request, view));
      if (content === undefined) return reply.code(404).send('There is no such page.');
      return sendAnswer(reply, pageAnswer(200, content));
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

function contentOf(visit: Visit, title: string, body: Html): PageContent {
  const { organisation } = visit;
  return {
    title: `${organisation.name}: ${title}`,
    links: [...NAVIGATION, ...linksTo(organisation)],
    body,
  };
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
