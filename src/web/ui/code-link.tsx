import { Anchor, Code } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sessionQuery } from '../queries.ts';

/** The fixed name of a problem, which leads to its entry in Help, Errors, for who is signed in. */
export function CodeLink({ problemCode }: { problemCode: string }): ReactNode {
  const known = useQuery({ ...sessionQuery, enabled: false });
  const name = <Code w="fit-content">{problemCode}</Code>;
  if (known.data?.session == null) return name;
  return (
    <Anchor
      component={Link}
      to="/help/errors"
      hash={problemCode}
      target="_blank"
      rel="noreferrer"
      title="Opens Help, Errors in a new tab"
      w="fit-content"
      display="inline-block"
      lh="24px"
    >
      {name}
    </Anchor>
  );
}
