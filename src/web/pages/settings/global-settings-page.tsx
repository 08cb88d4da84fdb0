import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { type SideGroup, WithSideNav } from '../../ui/side-nav.tsx';

const BASE = '/tools/global-settings';

const GROUPS: readonly SideGroup[] = [
  {
    label: 'General',
    entries: [
      { label: 'Addresses', to: `${BASE}/addresses` },
      { label: 'GL and Accounting', to: `${BASE}/gl-and-accounting` },
    ],
  },
  { label: 'Accounts', entries: [{ label: 'Posting', to: `${BASE}/posting` }] },
  { label: 'Cost Centres', entries: [{ label: 'General', to: `${BASE}/cost-centres` }] },
];

/** What holds for everybody: the frame of its pages. */
export function GlobalSettingsPage(): ReactNode {
  return (
    <Page title="Global Settings">
      <WithSideNav label="Global Settings" groups={GROUPS} hasFilter>
        <Outlet />
      </WithSideNav>
    </Page>
  );
}
