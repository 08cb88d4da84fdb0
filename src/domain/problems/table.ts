/** When the same act may be tried again. */
export type Retry = 'now' | 'later' | 'after_fix' | 'never';

/** One row of the table of problems; `{name}` in the texts is filled from the facts. */
export interface ProblemEntry {
  readonly message: string;
  readonly remedy: string;
  readonly retry: Retry;
}

/** Checks the shape of one topic's problems and keeps their codes as types. */
export function topic<const T extends Record<string, ProblemEntry>>(entries: T): T {
  return entries;
}
