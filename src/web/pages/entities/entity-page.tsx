import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readEntity } from '../../../api/contract/entities.ts';
import { reading } from '../../queries.ts';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { WithSideNav } from '../../ui/side-nav.tsx';

/** One entity: the frame of its pages. */
export function EntityPage(): ReactNode {
  const { code } = useParams({ from: '/inside/admin/entities/$code' });
  const { data, error } = useQuery(reading(readEntity, { path: { code } }));
  const base = `/admin/entities/${encodeURIComponent(code)}`;
  const groups = [
    {
      label: 'General',
      entries: [
        { label: 'General', to: base, isExact: true },
        { label: 'General Ledger', to: `${base}/general-ledger` },
      ],
    },
  ];
  const description = data?.entity.description ?? '';
  return (
    <Page title={description === '' ? code : `${code}: ${description}`}>
      <ProblemsOf error={error} />
      {data === undefined && error === null && <Loader aria-label="Reading the entity" />}
      {data !== undefined && (
        <WithSideNav label={`Entity ${code}`} groups={groups}>
          <Outlet />
        </WithSideNav>
      )}
    </Page>
  );
}
