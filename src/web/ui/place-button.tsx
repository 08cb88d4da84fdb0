import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProblemShape } from '../../api/contract/shapes.ts';
import { placeOf } from '../problem-places.ts';

/** Leads to the page where a problem is put right; nothing where that is outside this program. */
export function PlaceButton({ problem }: { problem: ProblemShape }): ReactNode {
  const { routesByPath } = useRouter();
  const place = placeOf(problem);
  if (place === undefined || !(place.to in routesByPath)) return null;
  return (
    <Button
      component={Link}
      to={place.to as never}
      params={(place.params ?? {}) as never}
      variant="default"
      size="xs"
      w="fit-content"
      rightSection={<IconArrowRight size={14} aria-hidden />}
    >
      {place.label}
    </Button>
  );
}
