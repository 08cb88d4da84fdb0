import type { FastifyInstance } from 'fastify';
import { succeed } from '../../domain/problem.ts';
import { exportedMonthsTask, showHomeTask } from '../../tasks/home/show-home.ts';
import { createWaitingCounter, showWaitingTask } from '../../tasks/home/waiting.ts';
import * as contract from '../contract/home.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext } from './server-context.ts';

/** The first page. */
export function homeRoutes(server: FastifyInstance, context: ServerContext): void {
  const counter = createWaitingCounter();
  serveEndpoint(server, context, {
    endpoint: contract.readHome,
    handler: async ({ visitor }) => showHomeTask(visitor.context),
  });
  serveEndpoint(server, context, {
    endpoint: contract.readWaiting,
    handler: async ({ visitor }) => succeed(await showWaitingTask(visitor.context, counter)),
  });
  serveEndpoint(server, context, {
    endpoint: contract.readExportedMonths,
    handler: async ({ visitor }) => succeed(await exportedMonthsTask(visitor.context)),
  });
}
