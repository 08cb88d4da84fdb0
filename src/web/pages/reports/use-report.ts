import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { readExportOptions } from '../../../api/contract/export-acts.ts';
import type { Job } from '../../../api/contract/jobs.ts';
import { useJob } from '../../follow-job.ts';
import type { Offered } from '../../forms/fields.tsx';
import { reading } from '../../queries.ts';
import type { ReportSearch } from './report-search.ts';

interface Wanted {
  readonly entity: string;
  readonly date: string;
}

/** A report that a job makes; entity, date and job stand in the address, so that it is found again. */
export interface Report {
  /** Undefined until they are read. */
  readonly entities: readonly Offered[] | undefined;
  /** The one that is shown, or the first. */
  readonly entity: string;
  readonly error: Error | null;
  readonly job: Job | undefined;
  readonly isRunning: boolean;
  start(wanted: Wanted): void;
}

/** Makes a report at an address by an act that answers with a job. */
export function useReport(
  to: string,
  search: ReportSearch,
  begin: (wanted: Wanted) => Promise<{ jobId: string }>,
): Report {
  const options = useQuery(reading(readExportOptions));
  const navigate = useNavigate();
  const starting = useMutation({
    mutationFn: begin,
    onSuccess: async ({ jobId: job }, { entity, date }) => {
      const next = { entity, ...(date === '' ? {} : { date }), job };
      await navigate({ to: to as never, search: next as never, replace: true });
    },
  });
  const job = useJob(search.job);
  const entities = options.data?.entities.map(({ code, description }) => ({
    value: code,
    label: description === '' ? code : `${code}: ${description}`,
  }));
  return {
    entities,
    entity: search.entity ?? entities?.[0]?.value ?? '',
    error: options.error ?? starting.error,
    job,
    isRunning: starting.isPending || job?.state === 'running',
    start: (wanted) => starting.mutate(wanted),
  };
}
