import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { madeShape, makeExport, type Preview } from '../../../api/contract/export-acts.ts';
import { callApi } from '../../call-api.ts';
import { useJob } from '../../follow-job.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Problems, ProblemsOf } from '../../ui/problems.tsx';
import { useDestination } from '../../ui/use-destination.ts';
import { useWhyNot } from '../../ui/why-not.ts';
import type { ExportSearch, optionsOf } from './export-search.ts';

interface MakeBatchProps {
  readonly search: ExportSearch;
  readonly options: NonNullable<ReturnType<typeof optionsOf>>;
  readonly preview: Preview;
}

/** Makes the batch that the preview shows, and begins to send it. */
export function MakeBatch({ search, options, preview }: MakeBatchProps): ReactNode {
  const navigate = useNavigate();
  const { fingerprint, transactions, lines, debits, exportId, problems } = preview;
  const making = useMutation({
    mutationFn: (isToBeSent: boolean) => {
      const seen = { fingerprint, transactions, lines, debits };
      return callApi(makeExport, { body: { ...options, seen, isToBeSent } });
    },
    onSuccess: ({ jobId }) =>
      navigate({ to: '/export/new', search: { ...search, making: jobId }, replace: true }),
  });
  const job = useJob(search.making);
  const made = madeShape.safeParse(job?.result);
  useOpenBatch(made.data);
  const whyNot = useWhyNot('export');
  const destination = useDestination();
  if (exportId === null || problems.length > 0) return null;
  const isBusy = making.isPending || job?.state === 'running';
  return (
    <Stack gap="xs">
      <Group>
        <Button
          onClick={() => making.mutate(true)}
          loading={isBusy}
          disabled={whyNot !== undefined}
        >
          Send to {destination}
        </Button>
        <Button
          variant="default"
          onClick={() => making.mutate(false)}
          disabled={isBusy || whyNot !== undefined}
        >
          Only make the batch
        </Button>
      </Group>
      {whyNot !== undefined && <Text size="sm">{whyNot}</Text>}
      <ProblemsOf error={making.error} />
      <JobProgress job={job} />
      {made.success && made.data.exportId === null && (
        <Problems problems={[...made.data.problems, ...made.data.warnings]} />
      )}
    </Stack>
  );
}

/** Goes on where the batch is; a batch that is not what was seen waits there to be looked at. */
function useOpenBatch(
  made: { exportId: string | null; isAsSeen: boolean; isJoined: boolean } | undefined,
) {
  const navigate = useNavigate();
  const exportId = made?.exportId ?? null;
  const isOther = made !== undefined && !made.isAsSeen && !made.isJoined;
  useEffect(() => {
    if (exportId === null) return;
    void navigate({
      to: '/export/$exportId',
      params: { exportId },
      search: isOther ? { isOther: true } : {},
      replace: true,
    });
  }, [exportId, isOther, navigate]);
}
