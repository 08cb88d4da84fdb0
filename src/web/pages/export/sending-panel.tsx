import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pauseExport, sendExport, sentShape } from '../../../api/contract/export-acts.ts';
import type { Job } from '../../../api/contract/jobs.ts';
import type { ProblemShape } from '../../../api/contract/shapes.ts';
import { callApi } from '../../call-api.ts';
import { queries } from '../../queries.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { shortInstant } from '../../ui/money-text.ts';
import { Problems, ProblemsOf } from '../../ui/problems.tsx';
import { useDestination } from '../../ui/use-destination.ts';
import { useWhyNot } from '../../ui/why-not.ts';
import type { ShownBatch } from '../../use-batch.ts';

interface SendingPanelProps {
  readonly batch: ShownBatch;
  readonly job: Job | undefined;
  readonly follow: (jobId: string) => void;
}

/** Where a batch stands on its way, with the button that takes it on. */
export function SendingPanel({ batch, job, follow }: SendingPanelProps): ReactNode {
  const { exportId, state } = batch;
  const sending = useMutation({
    mutationFn: () => callApi(sendExport, { path: { exportId } }),
    onSuccess: ({ jobId }) => {
      follow(jobId);
      return queries.invalidateQueries();
    },
  });
  const whyNot = useWhyNot('export');
  const destination = useDestination();
  const isRunning = job?.state === 'running';
  const step = STEPS[state];
  return (
    <Stack>
      {isRunning && <Running batch={batch} job={job} />}
      {!isRunning && step !== undefined && (
        <Alert role="status" color={step.color} title={step.title}>
          <Stack align="start" gap="sm">
            <Text size="sm">
              {state === 'parked' ? parkedWords(batch) : step.words}
              {awaitingWords(batch)}
            </Text>
            <Button
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              onClick={() => sending.mutate()}
              loading={sending.isPending}
              disabled={whyNot !== undefined}
            >
              {step.button || `Send to ${destination}`}
            </Button>
            {whyNot !== undefined && <Text size="sm">{whyNot}</Text>}
          </Stack>
        </Alert>
      )}
      <ProblemsOf error={sending.error} />
      {!isRunning && <JobProgress job={job} />}
      {!isRunning && <Problems problems={problemsOf(batch, job)} />}
    </Stack>
  );
}

interface Step {
  readonly color: string;
  readonly title: string;
  readonly words: string;
  /** Blank where it sends for the first time. */
  readonly button: string;
}

const UNSENT: Step = {
  color: 'blue',
  title: 'Nothing has left yet',
  words: 'The batch is made and holds its rows. Send it when you have looked at it.',
  button: '',
};

const STEPS: Readonly<Record<string, Step>> = {
  planned: UNSENT,
  approved: UNSENT,
  sending: {
    color: 'yellow',
    title: 'Sending was paused or cut short',
    words: 'What is on its way is on record. Resume looks in Xero before anything is sent again.',
    button: 'Resume',
  },
  parked: { color: 'yellow', title: 'Waiting', words: '', button: 'Resume now' },
  attention: {
    color: 'red',
    title: 'Some documents need a person',
    words: 'Mend what each of them names below, then resume; what is in Xero already stays.',
    button: 'Resume',
  },
  handedOver: {
    color: 'yellow',
    title: 'Handed over as a file',
    words:
      'Import the file in Xero and post the drafts. Then look for them: every line is compared.',
    button: 'Look for it in Xero',
  },
  undoing: {
    color: 'yellow',
    title: 'An undo was cut short',
    words: 'Resume takes it up where it stopped.',
    button: 'Resume the undo',
  },
};

function Running({ batch, job }: { batch: ShownBatch; job: Job }): ReactNode {
  const { exportId, isPausable } = batch;
  const pausing = useMutation({
    mutationFn: () => callApi(pauseExport, { path: { exportId } }),
  });
  return (
    <Stack gap="xs">
      <Text fw={600} role="status">
        {job.title}
      </Text>
      <JobProgress job={job} />
      <Group>
        {isPausable && (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            onClick={() => pausing.mutate()}
            disabled={pausing.isSuccess}
          >
            {pausing.isSuccess ? 'Pausing after the calls under way' : 'Pause'}
          </Button>
        )}
        <Text size="sm" c="dimmed">
          It goes on when you leave this page.
        </Text>
      </Group>
      <ProblemsOf error={pausing.error} />
    </Stack>
  );
}

function parkedWords({ wakeAt, waitsFor }: ShownBatch): string {
  const when = wakeAt === null ? '' : ` It may go on from ${shortInstant(wakeAt)} UTC.`;
  return `${waitsFor ?? ''}${when}`;
}

function awaitingWords({ awaitingApproval }: ShownBatch): string {
  if (awaitingApproval === 0) return '';
  return ` ${awaitingApproval} drafts wait for approval in Xero.`;
}

/** What the last sending said, and what stands at the documents, each once. */
function problemsOf({ parts }: ShownBatch, job: Job | undefined): ProblemShape[] {
  const sent = sentShape.safeParse(job?.result);
  const all = [
    ...(sent.success ? sent.data.problems : []),
    ...parts.flatMap(({ problem }) => problem ?? []),
  ];
  return [...new Map(all.map((one) => [`${one.code} ${one.message}`, one])).values()];
}
