import type { OrganisationRow } from '../books/organisations.ts';

export interface Link {
  href: string;
  label: string;
}

/** The pages that are about the whole twin. */
export const NAVIGATION: readonly Link[] = [
  { href: '/pages', label: 'Organisations' },
  { href: '/pages/users', label: 'Users' },
  { href: '/pages/apps', label: 'Apps' },
  { href: '/pages/connections', label: 'Connections' },
  { href: '/pages/faults', label: 'Faults' },
  { href: '/pages/limits', label: 'Limits' },
  { href: '/pages/clock', label: 'Clock' },
  { href: '/pages/behaviours', label: 'Behaviours' },
];

/** The pages of one organisation. */
export function linksTo({ tenant_id: tenantId }: OrganisationRow): Link[] {
  const base = `/pages/${tenantId}`;
  return [
    { href: `${base}/trial-balance`, label: 'Trial balance' },
    { href: `${base}/journals`, label: 'Manual journals' },
    { href: `${base}/bank-transactions`, label: 'Bank transactions' },
    { href: `${base}/accounts`, label: 'Accounts' },
  ];
}
