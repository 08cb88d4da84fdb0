import type { FastifyInstance, FastifyRequest } from 'fastify';
import { immediate } from '../../sqlite/immediate.ts';
import { CONNECTIONS_PATH, IDENTITY_PATHS, LOGIN_PATHS } from '../../xero/contract/endpoints.ts';
import { authenticate, type Holder } from '../calls/authorise.ts';
import { pathOf, readQuery } from '../calls/call.ts';
import { countCall } from '../calls/call-counts.ts';
import { answerOrRefusal } from '../calls/process-call.ts';
import { respond } from '../calls/respond.ts';
import { twinNow } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import type { Answer } from '../wire/answers.ts';
import { readForm } from '../wire/bodies.ts';
import { answerAuthorize } from './authorize-endpoint.ts';
import type { AppForm } from './client-authentication.ts';
import { answerConnections, answerDisconnect } from './connection-endpoints.ts';
import { answerDiscovery, answerKeys, answerUserInfo } from './discovery.ts';
import { answerErrorPage } from './error-page.ts';
import { answerRevocation, answerTokenRequest } from './token-endpoint.ts';

type Books = Databases['books'];

type Route = [
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  answer: (books: Books, request: FastifyRequest) => Answer,
];

const ROUTES: Route[] = [
  ['GET', LOGIN_PATHS.authorize, authorize],
  ['POST', LOGIN_PATHS.authorize, authorize],
  ['GET', LOGIN_PATHS.error, (books, { url }) => answerErrorPage(books, queryOf(url))],
  [
    'POST',
    IDENTITY_PATHS.token,
    (books, request) => answerTokenRequest(books, formOf(books, request)),
  ],
  [
    'POST',
    IDENTITY_PATHS.revocation,
    (books, request) => answerRevocation(books, formOf(books, request)),
  ],
  ['GET', IDENTITY_PATHS.userInfo, userInfo],
  ['POST', IDENTITY_PATHS.userInfo, userInfo],
  ['GET', IDENTITY_PATHS.discovery, (_books, { headers }) => answerDiscovery(headers.host ?? '')],
  ['GET', IDENTITY_PATHS.keys, answerKeys],
  ['GET', CONNECTIONS_PATH, connections],
  ['DELETE', `${CONNECTIONS_PATH}/:id`, disconnect],
];

/** Sign-in and connections. Their calls are counted, but no rate limit holds for them. */
export function identityRoutes(server: FastifyInstance, databases: Databases): void {
  const { books, traffic } = databases;
  for (const [method, path, answer] of ROUTES) {
    server.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const httpStatus = await respond({
          databases,
          reply,
          method,
          path: pathOf(request.url),
          headers: { 'cache-control': 'no-store' },
          work: () => answerOrRefusal(() => immediate(books, () => answer(books, request))),
        });
        countCall(traffic, { method, path, httpStatus });
        return reply;
      },
    });
  }
}

function authorize(books: Books, request: FastifyRequest): Answer {
  const { url } = request;
  return answerAuthorize(books, { url, form: readForm(request), now: twinNow(books) });
}

function userInfo(books: Books, request: FastifyRequest): Answer {
  return answerUserInfo(books, holderOf(books, request));
}

function connections(books: Books, request: FastifyRequest): Answer {
  return answerConnections(books, holderOf(books, request), readQuery(request.url));
}

function disconnect(books: Books, request: FastifyRequest): Answer {
  const { id } = request.params as { id: string };
  return answerDisconnect(books, holderOf(books, request), { id, now: twinNow(books) });
}

function formOf(books: Books, request: FastifyRequest): AppForm {
  const { authorization } = request.headers;
  return { authorization, form: readForm(request), now: twinNow(books) };
}

function holderOf(books: Books, request: FastifyRequest): Holder {
  return authenticate(books, request.headers.authorization, twinNow(books));
}

function queryOf(url: string): URLSearchParams {
  return new URL(url, 'http://localhost').searchParams;
}
