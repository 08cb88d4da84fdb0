import type { FastifyInstance, FastifyRequest } from 'fastify';
import { immediate } from '../../sqlite/immediate.ts';
import { CONNECTIONS_PATH, IDENTITY_PATHS } from '../../xero/contract/endpoints.ts';
import { findOrganisation } from '../books/organisations.ts';
import { authenticate, type Holder } from '../calls/authorise.ts';
import { pathOf, readQuery } from '../calls/call.ts';
import { countCall } from '../calls/call-counts.ts';
import { answerOrRefusal } from '../calls/process-call.ts';
import { respond } from '../calls/respond.ts';
import { twinNow } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { type Answer, emptyAnswer, jsonAnswer, notFound } from '../wire/answers.ts';
import { type ConnectionRow, deleteConnection, listConnections } from './connections.ts';
import { answerTokenRequest } from './token-endpoint.ts';

interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  answer: (databases: Databases, request: FastifyRequest) => Answer;
}

const ROUTES: Route[] = [
  { method: 'POST', path: IDENTITY_PATHS.token, answer: answerToken },
  { method: 'GET', path: CONNECTIONS_PATH, answer: answerConnections },
  { method: 'DELETE', path: `${CONNECTIONS_PATH}/:id`, answer: answerDisconnect },
];

/** Sign-in and connections. Their calls are counted, but no rate limit holds for them. */
export function identityRoutes(server: FastifyInstance, databases: Databases): void {
  for (const route of ROUTES) {
    server.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const httpStatus = await respond({
          databases,
          reply,
          method: route.method,
          path: pathOf(request.url),
          headers: { 'cache-control': 'no-store' },
          work: () => answerOrRefusal(() => route.answer(databases, request)),
        });
        countCall(databases.traffic, { method: route.method, path: route.path, httpStatus });
        return reply;
      },
    });
  }
}

function answerToken({ books }: Databases, request: FastifyRequest): Answer {
  return immediate(books, () =>
    answerTokenRequest(books, {
      authorization: request.headers.authorization,
      contentType: request.headers['content-type'],
      body: typeof request.body === 'string' ? request.body : '',
      now: twinNow(books),
    }),
  );
}

/** https://developer.xero.com/documentation/guides/oauth2/auth-flow (checking the tenants) */
function answerConnections({ books }: Databases, request: FastifyRequest): Answer {
  const authEventId = readQuery(request.url).get('autheventid');
  const connections = listConnections(books, holderOf({ books }, request)).filter(
    (row) => authEventId === undefined || row.auth_event_id === authEventId.toLowerCase(),
  );
  return jsonAnswer(
    200,
    connections.map((row) => ({
      id: row.connection_id,
      authEventId: row.auth_event_id,
      tenantId: row.tenant_id,
      tenantType: 'ORGANISATION',
      tenantName: findOrganisation(books, row.tenant_id)?.name,
      createdDateUtc: sevenDecimals(row.created_at),
      updatedDateUtc: sevenDecimals(row.updated_at),
    })),
  );
}

function answerDisconnect({ books }: Databases, request: FastifyRequest): Answer {
  const { id } = request.params as { id: string };
  return immediate(books, () => {
    const found = listConnections(books, holderOf({ books }, request)).find(
      (row: ConnectionRow) => row.connection_id === id.toLowerCase(),
    );
    if (found === undefined) throw notFound();
    deleteConnection(books, found.connection_id);
    return emptyAnswer(204);
  });
}

function holderOf({ books }: Pick<Databases, 'books'>, request: FastifyRequest) {
  const holder: Holder = authenticate(books, request.headers.authorization, twinNow(books));
  return { clientId: holder.token.client_id, userId: holder.token.user_id };
}

/** `2019-12-07T18:46:19.5165400`: no zone, seven decimals. */
function sevenDecimals(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}0000`;
}
