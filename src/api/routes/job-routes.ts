import type { FastifyInstance } from 'fastify';
import { fail, problem, succeed } from '../../domain/problem.ts';
import { type Job, jobEvents, readJob } from '../contract/jobs.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext } from './server-context.ts';
import { visitorOf } from './visitor.ts';

/** Long work: how far it is, asked once or followed. */
export function jobRoutes(server: FastifyInstance, context: ServerContext): void {
  const { jobs } = context;
  serveEndpoint(server, context, {
    endpoint: readJob,
    handler: async ({ visitor, path: { jobId } }) => {
      const job = jobs.find(jobId, visitor.user.code);
      return job === undefined ? fail(problem('job.unknown', { jobId })) : succeed(job);
    },
  });
  server.get<{ Params: { jobId: string } }>(jobEvents.url, async (request, reply) => {
    const visitor = await visitorOf(context, request);
    const { jobId } = request.params;
    const job = visitor && jobs.find(jobId, visitor.user.code);
    // An answer without content ends an EventSource for good.
    if (job === undefined) return reply.code(204).send();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const leave = jobs.follow(jobId, tell);
    raw.on('close', leave);
    tell(job);
    function tell(now: Job): void {
      raw.write(`data: ${JSON.stringify(now)}\n\n`);
      if (now.state !== 'running') raw.end();
    }
  });
}
