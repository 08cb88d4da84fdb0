import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Job } from '../../api/contract/jobs.ts';
import { Problems } from './problems.tsx';

/** How far long work is, and at its end what stopped it. */
export function JobProgress({ job }: { job: Job | undefined }): ReactNode {
  if (job === undefined) return null;
  const { state, doing, done, of, problems, title } = job;
  const share = of === 0 ? 0 : Math.round((100 * done) / of);
  return (
    <Stack gap="xs">
      {state === 'running' && (
        <>
          <Group justify="space-between">
            <Text size="sm">{doing || title}</Text>
            <Text size="sm">{of > 1 ? `${done} of ${of}` : ''}</Text>
          </Group>
          <Progress value={share} animated aria-label={doing || title} />
        </>
      )}
      <Problems problems={problems} />
    </Stack>
  );
}
