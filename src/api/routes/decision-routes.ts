import type { FastifyInstance } from 'fastify';
import { succeed } from '../../domain/problem.ts';
import { decideDocumentTask } from '../../tasks/decide-document.ts';
import { decideDocument } from '../contract/decisions.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext } from './server-context.ts';

/** What a person decides on documents. */
export function decisionRoutes(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: decideDocument,
    handler: async ({ visitor, path, body: { xeroId, ...body } }) => {
      const { exportId, part } = path;
      const wanted = { ...path, ...body, xeroId };
      const jobId = context.jobs.start({
        user: visitor.user.code,
        title: `Looking in Xero for document ${part} of ${exportId}`,
        subject: `decide/${visitor.mode}/${JSON.stringify(wanted)}`,
        work: (onProgress) => decideDocumentTask(visitor.context, { ...wanted, onProgress }),
      });
      return succeed({ jobId });
    },
  });
}
