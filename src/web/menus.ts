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
];

/** The menus of somebody; entries that could only be refused are left out. */
export function menusFor(permissions: readonly Permission[]): Menu[] {
  return MENUS.map(({ label, entries }) => ({
    label,
    entries: entries.filter(({ needs = 'read' }) => permissions.includes(needs)),
  })).filter(({ entries }) => entries.length > 0);
}
