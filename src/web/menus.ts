import type { Permission } from '../domain/people.ts';

export interface MenuEntry {
  readonly label: string;
  readonly to: string;
  /** What it takes to use the page; without it, looking. */
  readonly needs?: Permission;
}

export interface Menu {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

/** The menus in the order of the screen; each entry leads to a page. */
const MENUS: readonly Menu[] = [
  {
    label: 'Process',
    entries: [
      { label: 'Export General Ledger', to: '/export/new', needs: 'export' },
      { label: 'Export Batches', to: '/batches' },
    ],
  },
  {
    label: 'Reports',
    entries: [
      { label: 'Tie-out', to: '/reports/tie-out' },
      { label: 'Watch', to: '/reports/watch' },
      { label: 'Request Log', to: '/reports/request-log' },
    ],
  },
  {
    label: 'Admin',
    entries: [
      { label: 'Entities', to: '/admin/entities' },
      { label: 'Users', to: '/admin/users', needs: 'administerUsers' },
    ],
  },
  {
    label: 'Tools',
    entries: [
      { label: 'Global Settings', to: '/tools/global-settings' },
      { label: 'User Preferences', to: '/tools/user-preferences', needs: 'own' },
    ],
  },
  {
    label: 'Help',
    entries: [
      { label: 'Errors', to: '/help/errors', needs: 'own' },
      { label: 'About', to: '/help/about', needs: 'own' },
    ],
  },
];

/** The menus of somebody; entries that could only be refused are left out. */
export function menusFor(permissions: readonly Permission[]): Menu[] {
  return MENUS.map(({ label, entries }) => ({
    label,
    entries: entries.filter(({ needs = 'read' }) => permissions.includes(needs)),
  })).filter(({ entries }) => entries.length > 0);
}
