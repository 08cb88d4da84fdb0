import { Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProblemShape } from '../../api/contract/shapes.ts';
import { Refused } from '../call-api.ts';
import { CodeLink } from './code-link.tsx';
import { PlaceButton } from './place-button.tsx';

/** Every problem of a refused request; nothing where there is none. */
export function ProblemsOf({ error }: { error: Error | null }): ReactNode {
  if (error === null) return null;
  if (error instanceof Refused && error.problems.length > 0) {
    return <Problems problems={error.problems} />;
  }
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle />} title="Something went wrong">
      {error.message}
    </Alert>
  );
}

/** What happened and who does what about it, all at once, the worst first. */
export function Problems({
  problems,
  isWarning = false,
}: {
  problems: readonly ProblemShape[];
  isWarning?: boolean;
}): ReactNode {
  if (problems.length === 0) return null;
  const word = isWarning ? 'to know' : 'to put right';
  const title = problems.length === 1 ? `One thing ${word}` : `${problems.length} things ${word}`;
  const icon = isWarning ? <IconInfoCircle /> : <IconAlertTriangle />;
  const color = isWarning ? 'yellow' : 'red';
  return (
    <Alert role={isWarning ? 'note' : 'alert'} color={color} icon={icon} title={title}>
      <List spacing="sm" listStyleType="none">
        {problems.map((one) => (
          <List.Item key={`${one.code} ${one.message}`}>
            <Stack gap={2}>
              <Text size="sm" fw={600}>
                {one.message}
              </Text>
              <Text size="sm">{one.remedy}</Text>
              <CodeLink problemCode={one.code} />
              <PlaceButton problem={one} />
            </Stack>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
