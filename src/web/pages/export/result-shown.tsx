import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { proveExport, provenShape } from '../../../api/contract/export-acts.ts';
import { callApi } from '../../call-api.ts';
import { useJob } from '../../follow-job.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { groupedCount, groupedMoney } from '../../ui/money-text.ts';
import { ProblemsOf } from '../../ui/problems.tsx';
import type { ShownBatch } from '../../use-batch.ts';

/** That it arrived: every document read back, and the balances tied out. */
export function ResultShown({ batch }: { batch: ShownBatch }): ReactNode {
  const { exportId, organisation, documents, awaitingApproval } = batch;
  const confirmed = documents.confirmed ?? 0;
  return (
    <Alert
      role="status"
      color="green"
      icon={<IconCircleCheck />}
      title={`${exportId} is complete in ${organisation}`}
    >
      <Stack gap="sm" align="start">
        <Text size="sm">
          {groupedCount(confirmed)} {confirmed === 1 ? 'document is' : 'documents are'} in Xero,
          each once. Every field of every line was read back and is equal to what was sent; the
          receipt stands at each document.
          {awaitingApproval > 0 && ` ${groupedCount(awaitingApproval)} wait there for approval.`}
        </Text>
        <TieOut batch={batch} />
      </Stack>
    </Alert>
  );
}

function TieOut({ batch }: { batch: ShownBatch }): ReactNode {
  const { exportId, upTo } = batch;
  const [jobId, setJobId] = useState<string>();
  const proving = useMutation({
    mutationFn: () => callApi(proveExport, { path: { exportId } }),
    onSuccess: (started) => setJobId(started.jobId),
  });
  const job = useJob(jobId);
  const proven = provenShape.safeParse(job?.result);
  const isTied = proven.data?.unexplained === '0.00';
  return (
    <>
      {proven.success && (
        <Text fw={700}>
          {isTied ? 'Tied out' : 'Not tied out'} at {upTo}: {groupedMoney(proven.data.unexplained)}{' '}
          unexplained in {groupedCount(proven.data.accounts.length)} accounts.
        </Text>
      )}
      <ProblemsOf error={proving.error} />
      <JobProgress job={job} />
      <Group>
        <Button
          size="xs"
          onClick={() => proving.mutate()}
          loading={proving.isPending || job?.state === 'running'}
        >
          {proven.success ? 'Tie out again' : 'Tie out'}
        </Button>
        <Button component={Link} to="/export/new" size="xs" variant="default">
          Another export
        </Button>
      </Group>
    </>
  );
}
