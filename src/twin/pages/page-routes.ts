import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findOrganisation, type OrganisationRow } from '../books/organisations.ts';
import { readQuery } from '../calls/call.ts';
import { twinNow } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { snapshot } from '../database/statements.ts';
import type { Answer } from '../wire/answers.ts';
import { parseDate, todayIn } from '../wire/dates.ts';
import { sendAnswer } from '../wire/send-answer.ts';
import { accountsTable } from './accounts-page.ts';
import { appsPage } from './apps-page.ts';
import { behavioursPage } from './behaviours-page.ts';
import { clockPage } from './clock-page.ts';
import { bankTransactionsTable, journalPage, journalsTable } from './document-pages.ts';
import { faultsPage } from './faults-page.ts';
import type { Html } from './html.ts';
import { type PageContent, pageAnswer } from './layout.ts';
import { limitsPage } from './limits-page.ts';
import { noticesOf } from './notices.ts';
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
  const answer = (content: PageContent): Answer => pageAnswer(200, content, noticesOf(books));
  const show = (path: string, content: () => PageContent) =>
    server.get(path, (_request, reply) =>
      sendAnswer(
        reply,
        snapshot(books, () => answer(content())),
      ),
    );
  show('/pages', () => organisationsPage(books));
  show('/pages/apps', () => appsPage(books));
  show('/pages/users', () => usersPage(books));
  show('/pages/connections', () => connectionsPage(books));
  show('/pages/faults', () => faultsPage(books));
  show('/pages/limits', () => limitsPage(databases));
  show('/pages/clock', () => clockPage(books));
  show('/pages/behaviours', () => behavioursPage(books));
  pageActions(server, databases);
  for (const [path, view] of VIEWS) {
    server.get(`/pages/:tenantId${path}`, (request, reply) => {
      const content = snapshot(databases.books, () => visit(databases, request, view));
      if (content === undefined) return reply.code(404).send('There is no such page.');
      return sendAnswer(reply, answer(content));
    });
  }
}

const VIEWS: [path: string, show: (visit: Visit) => PageContent | undefined][] = [
  ['/trial-balance', showTrialBalance],
  ['/journals', showJournals],
  ['/journals/:id', showJournal],
  ['/bank-transactions', showBankTransactions],
  ['/accounts', showAccounts],
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

function contentOf({ organisation }: Visit, part: string, shown: Shown): PageContent {
  return {
    title: `${organisation.name}: ${shown.title}`,
    at: `/pages/${organisation.tenant_id}/${part}`,
    organisation,
    body: shown.body,
  };
}

interface Shown {
  title: string;
  body: Html;
}

function showTrialBalance(visit: Visit): PageContent {
  const { databases, organisation, query } = visit;
  const today = todayIn(organisation.timezone, twinNow(databases.books));
  const date = parseDate(query.get('date') ?? '') ?? today;
  const body = trialBalanceTable(databases.books, organisation, date);
  return contentOf(visit, 'trial-balance', { title: `trial balance at ${date}`, body });
}

function showJournals(visit: Visit): PageContent {
  const body = journalsTable(visit.databases.books, visit.organisation, pageNumber(visit));
  return contentOf(visit, 'journals', { title: 'manual journals', body });
}

function showJournal(visit: Visit): PageContent | undefined {
  const body = journalPage(visit.databases.books, visit.organisation, visit.id);
  if (body === undefined) return undefined;
  return contentOf(visit, 'journals', { title: 'manual journal', body });
}

function showBankTransactions(visit: Visit): PageContent {
  const body = bankTransactionsTable(visit.databases.books, visit.organisation, pageNumber(visit));
  return contentOf(visit, 'bank-transactions', { title: 'bank transactions', body });
}

function showAccounts(visit: Visit): PageContent {
  const body = accountsTable(visit.databases.books, visit.organisation);
  return contentOf(visit, 'accounts', { title: 'accounts', body });
}

function pageNumber(visit: Visit): number {
  const text = visit.query.get('page') ?? '1';
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1;
}
