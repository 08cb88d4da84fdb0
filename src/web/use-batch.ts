import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReplyOf } from '../api/contract/endpoint.ts';
import { readExport } from '../api/contract/exports.ts';
import type { Job } from '../api/contract/jobs.ts';
import { useJob } from './follow-job.ts';
import { reading } from './queries.ts';

export type ShownBatch = ReplyOf<typeof readExport>;

const LOOK_AGAIN_MS = 1_000;

/** A batch as it goes on, with the job that works on it, or that did while this page was open. */
export function useBatch(exportId: string): {
  readonly batch: ShownBatch | undefined;
  readonly error: Error | null;
  readonly job: Job | undefined;
  readonly follow: (jobId: string) => void;
} {
  const [jobId, follow] = useState<string>();
  const { data, error } = useQuery({
    ...reading(readExport, { path: { exportId } }),
    refetchInterval: ({ state }) => (state.data?.runningJob == null ? false : LOOK_AGAIN_MS),
  });
  const running = data?.runningJob ?? undefined;
  useEffect(() => {
    if (running !== undefined) follow(running);
  }, [running]);
  return { batch: data, error, job: useJob(running ?? jobId), follow };
}
