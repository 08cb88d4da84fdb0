import { z } from 'zod';
import { define } from './define.ts';
import { problemShape } from './shapes.ts';

/** Long work that goes on in the server, whoever looks. */
export const jobShape = z.object({
  jobId: z.string(),
  /** What it is, in words: "Sending 20260531.001". */
  title: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  /** The step that it is at. */
  doing: z.string(),
  done: z.number(),
  of: z.number(),
  problems: z.array(problemShape),
  /** What it gave, in the shape of the act that it carries out; null until then. */
  result: z.unknown(),
});

export type Job = z.output<typeof jobShape>;

/** What an act that takes long answers at once. */
export const startedShape = z.object({ jobId: z.string() });

const jobPath = z.object({ jobId: z.string() });

/** How far a job is. */
export const readJob = define({
  method: 'GET',
  url: '/api/v1/jobs/:jobId',
  needs: 'own',
  path: jobPath,
  reply: jobShape,
});

/** The same as server-sent events, one for each change, until the job ends. */
export const jobEvents = define({
  method: 'GET',
  url: '/api/v1/jobs/:jobId/events',
  needs: 'own',
  path: jobPath,
  reply: jobShape,
});
