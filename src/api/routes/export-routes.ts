import type { FastifyInstance } from 'fastify';
import { succeed } from '../../domain/problem.ts';
import { exportStatusTask, listExportsTask } from '../../tasks/show-exports.ts';
import * as contract from '../contract/exports.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext } from './server-context.ts';

/** Export batches: what there is, and what is done with them. */
export function exportRoutes(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.listExports,
    handler: async ({ visitor }) => succeed(await listExportsTask(visitor.context)),
  });
  serveEndpoint(server, context, {
    endpoint: contract.readExport,
    handler: async ({ visitor, path }) => exportStatusTask(visitor.context, path.exportId),
  });
}
