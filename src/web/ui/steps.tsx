import { Anchor, Group, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** One step of a wizard. */
export interface WizardStep {
  readonly label: string;
  /** Leads back to it; missing where there is no way back. */
  readonly back?: { readonly to: string; readonly search: object };
}

/** Where one is in a wizard: done, here, or still to come. */
export function Steps({ steps, at }: { steps: readonly WizardStep[]; at: number }): ReactNode {
  return (
    <Group component="ol" gap="lg" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Steps">
      {steps.map(({ label, back }, index) => (
        <Group
          component="li"
          key={label}
          gap={6}
          wrap="nowrap"
          aria-current={index === at ? 'step' : undefined}
        >
          <ThemeIcon size={24} radius="xl" variant={index <= at ? 'filled' : 'default'} aria-hidden>
            {index < at ? <IconCheck size={14} /> : <Text size="xs">{index + 1}</Text>}
          </ThemeIcon>
          {index < at && back !== undefined ? (
            <Anchor component={Link} to={back.to as never} search={back.search as never} size="sm">
              {label}
            </Anchor>
          ) : (
            <Text size="sm" fw={index === at ? 700 : 400}>
              {label}
            </Text>
          )}
        </Group>
      ))}
    </Group>
  );
}
