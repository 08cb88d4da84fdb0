import type { FastifyInstance } from 'fastify';
import type { AccountingDate } from '../../domain/dates.ts';
import { type Outcome, succeed } from '../../domain/problem.ts';
import { madeTieOutsTask } from '../../tasks/made-tie-outs.ts';
import { programVersion } from '../../tasks/program-version.ts';
import { requestsPageTask, showRequestTask } from '../../tasks/request-log.ts';
import { tieOutTask } from '../../tasks/tie-out.ts';
import { watchTask } from '../../tasks/watch.ts';
import * as contract from '../contract/reports.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext, Visitor } from './server-context.ts';

/** What proves that Xero holds what was sent, and what was said to it. */
export function reportRoutes(server: FastifyInstance, context: ServerContext): void {
  proofs(server, context);
  requestLog(server, context);
  serveEndpoint(server, context, {
    endpoint: contract.readAbout,
    handler: async () => succeed({ version: programVersion() }),
  });
}

/** Starts a tie-out, or joins the same one that runs, and gives the id of its job. */
export function startTieOut(
  { jobs }: ServerContext,
  visitor: Visitor,
  { entity, date }: { entity: string; date: AccountingDate },
): string {
  return jobs.start({
    user: visitor.user.code,
    title: `Tying out ${entity} at ${date}`,
    subject: `tie-out/${visitor.mode}/${entity}/${date}`,
    work: (onProgress) => tieOutTask(visitor.context, { entity, date, onProgress }),
  });
}

function proofs(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.makeTieOut,
    handler: async ({ visitor, body }) => succeed({ jobId: startTieOut(context, visitor, body) }),
  });
  serveEndpoint(server, context, {
    endpoint: contract.listTieOuts,
    handler: async ({ visitor, query }) =>
      succeed(await madeTieOutsTask(visitor.context, query.entity)),
  });
  serveEndpoint(server, context, {
    endpoint: contract.makeWatch,
    handler: async ({ visitor, body: { entity } }): Promise<Outcome<{ jobId: string }>> => {
      const jobId = context.jobs.start({
        user: visitor.user.code,
        title: `Watching the organisation of ${entity}`,
        subject: `watch/${visitor.mode}/${entity}`,
        work: (onProgress) => watchTask(visitor.context, { entity, onProgress }),
      });
      return succeed({ jobId });
    },
  });
}

function requestLog(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.listRequests,
    handler: async ({ visitor, query: { onlyFailed = false, after } }) =>
      succeed(await requestsPageTask(visitor.context, { onlyFailed, after })),
  });
  serveEndpoint(server, context, {
    endpoint: contract.readRequest,
    handler: async ({ visitor, path }) => showRequestTask(visitor.context, path.requestId),
  });
}
