import { Anchor, Code, Paper, Text, Title } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ProblemEntry } from '../../../domain/problems/table.ts';
import { TRY_AGAIN, withValues } from '../../../domain/problems/words.ts';

/** One problem under its fixed name, to which an address ending in #name leads. */
export function ProblemCard({ name, entry }: { name: string; entry: ProblemEntry }): ReactNode {
  const { hash } = useLocation();
  const isMeant = hash === name;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isMeant) return;
    card.current?.scrollIntoView({ block: 'center' });
    card.current?.focus({ preventScroll: true });
  }, [isMeant]);
  return (
    <Paper
      component="article"
      ref={card}
      id={name}
      aria-label={name}
      withBorder
      p="md"
      maw={860}
      tabIndex={-1}
      style={{
        scrollMarginTop: 64,
        ...(isMeant ? { outline: '2px solid var(--mantine-primary-color-filled)' } : {}),
      }}
    >
      <Title order={3} size="sm" mb={6}>
        <Anchor href={`#${name}`} inherit style={{ overflowWrap: 'anywhere' }}>
          <Code>{name}</Code>
        </Anchor>
      </Title>
      <Text fw={600} mb={6}>
        {withValues(entry.message)}
      </Text>
      <Text size="sm">
        <Text span inherit c="dimmed">
          What to do:{' '}
        </Text>
        {withValues(entry.remedy)}
      </Text>
      <Text size="sm">
        <Text span inherit c="dimmed">
          Try again:{' '}
        </Text>
        {TRY_AGAIN[entry.retry]}
      </Text>
    </Paper>
  );
}
