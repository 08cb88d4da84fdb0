import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Pages } from './use-pages.ts';

/** Below a list that is read page by page; nothing where everything was read. */
export function MoreButton({
  more,
  isReading,
}: Pick<Pages<unknown>, 'more' | 'isReading'>): ReactNode {
  if (more === undefined) return null;
  return (
    <Button variant="default" mt="xs" onClick={more} loading={isReading}>
      Show more
    </Button>
  );
}
