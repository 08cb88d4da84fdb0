import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/** One page: its heading, what can be done on it as a whole, and its content. */
export function Page(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { title, actions, children } = props;
  useEffect(() => {
    document.title = `${title} · tieout`;
  }, [title]);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h2">
          {title}
        </Title>
        <Group gap="xs">{actions}</Group>
      </Group>
      {children}
    </Stack>
  );
}
