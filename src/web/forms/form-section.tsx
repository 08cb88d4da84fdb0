import { Fieldset, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

const READING_WIDTH = 640;

/** Fields that belong together, under the words of the screen that names them. */
export function FormSection(props: {
  title: string;
  help?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { title, help, children } = props;
  return (
    <Fieldset legend={title} miw={0} styles={{ legend: { fontWeight: 600 } }}>
      <Stack gap="md" maw={READING_WIDTH}>
        {help !== undefined && (
          <Text size="sm" c="dimmed">
            {help}
          </Text>
        )}
        {children}
      </Stack>
    </Fieldset>
  );
}
