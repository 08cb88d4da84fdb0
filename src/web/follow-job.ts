import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Job, jobEvents, jobShape } from '../api/contract/jobs.ts';
import { addressOf } from './call-api.ts';

/** A job as it goes on; when it ends, every page reads anew. Undefined until the first word of it. */
export function useJob(jobId: string | undefined): Job | undefined {
  const [job, setJob] = useState<Job>();
  const queries = useQueryClient();
  useEffect(() => {
    if (jobId === undefined) return undefined;
    const source = new EventSource(addressOf(jobEvents, { path: { jobId } }));
    source.onmessage = ({ data }) => {
      const told = jobShape.parse(JSON.parse(String(data)));
      setJob(told);
      if (told.state === 'running') return;
      source.close();
      void queries.invalidateQueries();
    };
    return () => source.close();
  }, [jobId, queries]);
  return job?.jobId === jobId ? job : undefined;
}
