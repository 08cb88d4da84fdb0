import Fastify, { type FastifyInstance } from 'fastify';
import { ACCOUNTING_PREFIX } from '../xero/contract/endpoints.ts';
import { MAX_REQUEST_BYTES } from '../xero/contract/limits.ts';
import { serveCall } from './calls/serve-call.ts';
import { controlRoutes } from './control/control-routes.ts';
import { closeDatabases, type Databases } from './database/databases.ts';
import { ENDPOINTS } from './endpoints/index.ts';
import { identityRoutes } from './identity/identity-routes.ts';
import { loopbackOnly } from './loopback-only.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { internalErrorAnswer, notFound } from './wire/answers.ts';
import { sendAnswer } from './wire/send-answer.ts';

/** The twin's HTTP server: identity, the accounting API, control and pages on one address. */
export function buildServer(databases: Databases): FastifyInstance {
  const server = Fastify({
    bodyLimit: MAX_REQUEST_BYTES,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true },
  });
  const pending = new Set<Promise<void>>();
  loopbackOnly(server);
  takeBodiesAsBytes(server);
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return reply.code(error.statusCode).send({ Message: error.message });
    }
    process.emitWarning(error);
    return sendAnswer(reply, internalErrorAnswer());
  });
  server.setNotFoundHandler((_request, reply) => sendAnswer(reply, notFound().answer));
  for (const endpoint of ENDPOINTS) {
    server.route({
      method: endpoint.method,
      url: `${ACCOUNTING_PREFIX}${endpoint.path}`,
      handler: async (request, reply) => {
        const served = serveCall(databases, endpoint, { request, reply });
        pending.add(served);
        await served.finally(() => pending.delete(served));
        return reply;
      },
    });
  }
  identityRoutes(server, databases);
  controlRoutes(server, databases);
  pageRoutes(server, databases);
  server.addHook('onClose', async () => {
    await Promise.allSettled(pending);
    closeDatabases(databases);
  });
  return server;
}

function takeBodiesAsBytes(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
}
