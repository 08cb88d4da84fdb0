import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Endpoint, Given } from '../api/contract/endpoint.ts';
import type { Job, startedShape } from '../api/contract/jobs.ts';
import { callApi } from './call-api.ts';
import { useJob } from './follow-job.ts';

/** Long work that a page starts, and what it gave. */
export interface Work<Body, Result> {
  start(body: Body): void;
  readonly isRunning: boolean;
  readonly job: Job | undefined;
  /** Why it could not even be started. */
  readonly error: Error | null;
  /** Undefined until it is done. */
  readonly result: Result | undefined;
}

type Starting = Endpoint<z.ZodType, z.ZodType, z.ZodType, typeof startedShape>;

/** Starts work by an endpoint that answers with a job, and follows it to its result. */
export function useWork<One extends Starting, Shape extends z.ZodType>(
  endpoint: One,
  shape: Shape,
): Work<Given<One>['body'], z.output<Shape>> {
  const [jobId, setJobId] = useState<string>();
  const starting = useMutation({
    mutationFn: (body: Given<One>['body']) =>
      callApi<Starting>(endpoint, { body }) as Promise<{ jobId: string }>,
    onSuccess: (started) => setJobId(started.jobId),
  });
  const job = useJob(jobId);
  const isDone = job?.state === 'done';
  return {
    start: (body) => {
      setJobId(undefined);
      starting.mutate(body);
    },
    isRunning:
      starting.isPending || (jobId !== undefined && (job?.state ?? 'running') === 'running'),
    job,
    error: starting.error,
    result: isDone ? (shape.parse(job.result) as z.output<Shape>) : undefined,
  };
}
