import { Anchor, Breadcrumbs, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** One page on the way to this one; the last has no address. */
export interface Step {
  readonly label: string;
  readonly to?: string;
}

/** The way back up, from the page that is open to the list where it began. */
export function Trail({ steps }: { steps: readonly Step[] }): ReactNode {
  return (
    <Breadcrumbs component="nav" aria-label="The way back" separatorMargin={6} mb="xs">
      {steps.map(({ label, to }) =>
        to === undefined ? (
          <Text key={label} size="sm" aria-current="page">
            {label}
          </Text>
        ) : (
          <Anchor key={label} component={Link} to={to as never} size="sm">
            {label}
          </Anchor>
        ),
      )}
    </Breadcrumbs>
  );
}
