import { Alert, Button, Group, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { previewExport, previewShape } from '../../../api/contract/export-acts.ts';
import { readJob } from '../../../api/contract/jobs.ts';
import { callApi, Refused } from '../../call-api.ts';
import { useJob } from '../../follow-job.ts';
import { reading } from '../../queries.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { type ExportSearch, optionsOf } from './export-search.ts';
import { MakeBatch } from './make-batch.tsx';
import { PreviewShown } from './preview-shown.tsx';

/** What the export would be, looked at before anything is stored. */
export function PreviewStep({ search }: { search: ExportSearch }): ReactNode {
  const options = optionsOf(search);
  if (options === undefined) return <Incomplete search={search} />;
  return <PreviewOf search={search} options={options} />;
}

function Incomplete({ search }: { search: ExportSearch }): ReactNode {
  return (
    <Alert role="alert" title="Something is missing in the options">
      <Stack align="start">
        The address names no entity, day, export id or stream, or not all of them.
        <Button
          component={Link}
          to="/export/new"
          search={{ ...search, step: 'options' } as never}
          size="xs"
        >
          Open the options
        </Button>
      </Stack>
    </Alert>
  );
}

type Options = NonNullable<ReturnType<typeof optionsOf>>;

function PreviewOf({ search, options }: { search: ExportSearch; options: Options }): ReactNode {
  const navigate = useNavigate();
  const starting = useMutation({
    mutationFn: () => callApi(previewExport, { body: options }),
    onSuccess: ({ jobId }) =>
      navigate({ to: '/export/new', search: { ...search, job: jobId }, replace: true }),
  });
  const again = useStartOnce(search.job, starting.mutate);
  const job = useJob(search.job);
  const preview = previewShape.safeParse(job?.result);
  const isLooking = starting.isPending || job?.state === 'running';
  return (
    <Stack>
      <ProblemsOf error={starting.error} />
      <JobProgress job={job} />
      {preview.success && !isLooking && (
        <PreviewShown preview={preview.data}>
          <MakeBatch search={search} options={options} preview={preview.data} />
        </PreviewShown>
      )}
      {!isLooking && (
        <Group>
          <Button variant="default" onClick={again}>
            Preview again
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** A preview that the server still has is shown again after a reload; any other is made anew. */
function useStartOnce(jobId: string | undefined, start: () => void): () => void {
  const isStarted = useRef(false);
  const { error } = useQuery({
    ...reading(readJob, { path: { jobId: jobId ?? '' } }),
    enabled: jobId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isGone = error instanceof Refused && error.httpStatus === 404;
  useEffect(() => {
    if (isStarted.current || (jobId !== undefined && !isGone)) return;
    isStarted.current = true;
    start();
  }, [jobId, isGone, start]);
  return start;
}
