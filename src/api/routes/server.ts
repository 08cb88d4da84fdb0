import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { problem } from '../../domain/problem.ts';
import { Refusal } from '../../store/refusal.ts';
import { connectionRoutes } from './connection-routes.ts';
import { decisionRoutes } from './decision-routes.ts';
import { exportActRoutes } from './export-act-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { homeRoutes } from './home-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { createJobs } from './jobs.ts';
import { refuse } from './refuse.ts';
import { reportRoutes } from './report-routes.ts';
import type { ServerContext } from './server-context.ts';
import { sessionRoutes } from './session-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { userRoutes } from './user-routes.ts';
import { createWaysBack } from './ways-back.ts';
import { webPages } from './web-pages.ts';
import { xeroRoutes } from './xero-routes.ts';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const READING = ['GET', 'HEAD'];

/** The server of the app: our own API under /api/v1, and the pages that use it. */
export async function buildServer(given: Omit<ServerContext, 'jobs'>): Promise<FastifyInstance> {
  const context: ServerContext = { ...given, jobs: createJobs() };
  const server = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    // A web server on this machine that passes requests on says where they came from.
    trustProxy: 'loopback',
  });
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: { directives: POLICY, useDefaults: false },
    strictTransportSecurity: context.isSecure,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  server.addHook('onRequest', async (request, reply) => {
    if (READING.includes(request.method) || isFromOwnPage(request)) return;
    refuse(reply, [problem('request.from_elsewhere')]);
  });
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
    const { message: reason } = error;
    if (error instanceof Refusal) return refuse(reply, [error.problem]);
    if (isTheirs) return refuse(reply, [problem('request.not_understood', { reason })]);
    process.emitWarning(error);
    return refuse(reply, [problem('program.unexpected_error', { reason })]);
  });
  sessionRoutes(server, context);
  homeRoutes(server, context);
  userRoutes(server, context);
  jobRoutes(server, context);
  exportRoutes(server, context);
  settingsRoutes(server, context);
  connectionRoutes(server, context, createWaysBack());
  reportRoutes(server, context);
  xeroRoutes(server, context);
  exportActRoutes(server, context);
  decisionRoutes(server, context);
  await webPages(server, context.webFolder);
  return server;
}

/** Mantine writes the styles of its components into the page, so that styles may be inline. */
const POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** A browser says where a request comes from; what is no browser carries no cookie of ours. */
function isFromOwnPage({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = headers;
  return origin === undefined || URL.parse(origin)?.host === host;
}
