import { useState } from 'react';

/** What somebody has typed over what was read, and not yet saved. */
export interface Draft<Page, Values extends object> {
  /** What was read before the first change; it does not move under the one who types. */
  readonly page: Page;
  readonly values: Values;
  /** What differs from what was read. */
  readonly changes: Partial<Values>;
  readonly hasChanges: boolean;
  set<Key extends keyof Values>(key: Key, value: Values[Key]): void;
  /** Back to what stands in the books. */
  forget(): void;
}

/** Lays changes over what was read; undefined until something was read. */
export function useDraft<Page, Values extends object>(
  read: Page | undefined,
  valuesOf: (page: Page) => Values,
): Draft<Page, Values> | undefined {
  const [edited, setEdited] = useState<{ page: Page; given: Partial<Values> }>();
  const page = edited?.page ?? read;
  if (page === undefined) return undefined;
  const kept = valuesOf(page);
  const given = edited?.given ?? {};
  const entries = Object.entries(given) as [keyof Values, unknown][];
  const changed = entries.filter(([key, value]) => !isSame(value, kept[key]));
  return {
    page,
    values: { ...kept, ...given },
    changes: Object.fromEntries(changed) as Partial<Values>,
    hasChanges: changed.length > 0,
    set: (key, value) =>
      setEdited((now) => ({ page: now?.page ?? page, given: { ...now?.given, [key]: value } })),
    forget: () => setEdited(undefined),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
