import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A name and what it is. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** What the figure is made of, in a few words. */
  readonly note?: ReactNode;
}

/** Figures and facts side by side, each under its name. */
export function Facts({ facts, label }: { facts: readonly Fact[]; label: string }): ReactNode {
  return (
    <Paper withBorder p="md" role="group" aria-label={label}>
      <SimpleGrid component="dl" cols={{ base: 2, sm: 3, lg: 4 }} spacing="lg" m={0}>
        {facts.map(({ name, value, note }) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text
              component="dd"
              m={0}
              fw={600}
              style={{ fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}
            >
              {value}
              {note !== undefined && (
                <Text span display="block" size="xs" fw={400} c="dimmed">
                  {note}
                </Text>
              )}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Paper>
  );
}
