import { Anchor, Container, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** For an address that is no page. */
export function NothingHere(): ReactNode {
  return (
    <Container size="xs" py="xl">
      <Stack>
        <Title order={1}>There is no such page</Title>
        <Text>The address may be old, or was cut when it was copied.</Text>
        <Anchor component={Link} to="/">
          Go to the first page
        </Anchor>
      </Stack>
    </Container>
  );
}
