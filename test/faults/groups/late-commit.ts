import type { Lender } from '../../scenarios/export/lender.ts';

/** How often the late request was carried out. */
export interface LateCommit {
  commits(): number;
}

/**
 * The next call of journals gets no answer and neither does any other try, but Xero goes on working
 * at it, and saves what it holds only so many milliseconds of the lender's time later.
 */
export function commitLate(lender: Lender, afterMs: number): LateCommit {
  let late: { readonly body: string; readonly dueMs: number } | undefined;
  let commits = 0;
  const now = () => Date.parse(lender.clock.now());
  lender.tap.beforeRequest = async ({ method, path, body }) => {
    if (late !== undefined && commits === 0 && now() >= late.dueMs) {
      commits += 1;
      await lender.xero.api('PUT', '/ManualJournals', JSON.parse(late.body));
    }
    if (method !== 'PUT' || !path.includes('/ManualJournals') || commits > 0) return;
    late ??= { body, dueMs: now() + afterMs };
    throw new TypeError('fetch failed');
  };
  return { commits: () => commits };
}
