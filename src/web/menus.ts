/** The menus in the order of the screen; each entry leads to a page. */
export interface MenuEntry {
  readonly label: string;
  readonly to: string;
}

export interface Menu {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

export const MENUS: readonly Menu[] = [
  {
    label: 'Process',
    entries: [{ label: 'Export Batches', to: '/batches' }],
  },
];
