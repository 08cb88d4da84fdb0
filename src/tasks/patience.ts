/** How long to leave alone what failed: longer each time, and only as long as nothing changed. */
export interface Patience {
  /** Milliseconds until it may be tried again; 0 where it may be tried now. */
  waitMs(name: string, standing: string): number;
  /** Notes one more failure, with how things stood then. */
  failed(name: string, standing: string): void;
  forget(name: string): void;
}

const SHORTEST_MS = 60_000;
const LONGEST_MS = 60 * 60_000;

/** Waits of 1, 2, 4 … up to 60 minutes, kept in memory: a program that starts anew tries at once. */
export function createPatience(monotonicMs: () => number): Patience {
  const failures = new Map<string, { standing: string; waitMs: number; untilMs: number }>();
  return {
    waitMs(name, standing) {
      const failure = failures.get(name);
      if (failure === undefined || failure.standing !== standing) return 0;
      return Math.max(0, failure.untilMs - monotonicMs());
    },
    failed(name, standing) {
      const before = failures.get(name);
      const isSame = before?.standing === standing;
      const waitMs = isSame ? Math.min(before.waitMs * 2, LONGEST_MS) : SHORTEST_MS;
      failures.set(name, { standing, waitMs, untilMs: monotonicMs() + waitMs });
    },
    forget: (name) => {
      failures.delete(name);
    },
  };
}
