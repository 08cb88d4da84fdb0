/** What is to be undone, and the jobs that plan and do it; it stands in the address. */
export interface UndoSearch {
  /** "3,4": some documents; with a day, those of that day; without both, all. */
  readonly parts?: string | undefined;
  readonly day?: string | undefined;
  readonly plan?: string | undefined;
  readonly undo?: string | undefined;
}

/** Reads it from an address, which anybody may have typed. */
export function readUndoSearch(search: Record<string, unknown> | UndoSearch): UndoSearch {
  const given = search as Record<string, unknown>;
  const names = ['parts', 'day', 'plan', 'undo'].filter((name) =>
    ['string', 'number'].includes(typeof given[name]),
  );
  return Object.fromEntries(names.map((name) => [name, String(given[name])]));
}
