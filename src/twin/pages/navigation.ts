import type { OrganisationRow } from '../books/organisations.ts';

/** Links to the pages that are about the whole twin. */
export const NAVIGATION = [
  { href: '/pages', label: 'Organisations' },
  { href: '/pages/apps', label: 'Apps' },
  { href: '/pages/users', label: 'Users' },
  { href: '/pages/connections', label: 'Connections' },
];

/** Links to the pages of one organisation. */
export function linksTo(organisation: OrganisationRow): { href: string; label: string }[] {
  const base = `/pages/${organisation.tenant_id}`;
  return [
    { href: `${base}/trial-balance`, label: 'Trial balance' },
    { href: `${base}/journals`, label: 'Manual journals' },
    { href: `${base}/bank-transactions`, label: 'Bank transactions' },
  ];
}
