import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sessionQuery } from '../../queries.ts';
import { Page } from '../../ui/page.tsx';
import { type SideGroup, WithSideNav } from '../../ui/side-nav.tsx';

const GROUPS: readonly SideGroup[] = [
  { label: 'General', entries: [{ label: 'Password', to: '/tools/user-preferences/password' }] },
  {
    label: 'Cost Centres',
    entries: [{ label: 'General', to: '/tools/user-preferences/cost-centres' }],
  },
];

/** What each user sets alone: the frame of its pages. */
export function PreferencesPage(): ReactNode {
  const { session } = useSuspenseQuery(sessionQuery).data;
  if (session === null) return null;
  const { code, name } = session.user;
  return (
    <Page title={`User Preferences for ${name} (${code})`}>
      <WithSideNav label="User Preferences" groups={GROUPS}>
        <Outlet />
      </WithSideNav>
    </Page>
  );
}
