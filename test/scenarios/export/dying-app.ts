import { type App, openApp } from '../../../src/app.ts';
import type { Instant } from '../../../src/domain/dates.ts';

/**
 * The books of a lender in a process that is about to die: it goes on from the lender's own time, and
 * whoever waits is at once so much older.
 */
export function openDyingApp(
  dataFolder: string,
  startedAt: string,
  fetch: typeof globalThis.fetch,
): Promise<App> {
  let offsetMs = Date.parse(startedAt) - Date.now();
  return openApp({
    dataFolder,
    mode: 'test',
    actor: 'os:dying',
    env: {},
    clock: { now: () => new Date(Date.now() + offsetMs).toISOString() as Instant },
    time: {
      monotonicMs: () => performance.now() + offsetMs,
      wait: async (milliseconds) => {
        offsetMs += milliseconds;
      },
    },
    fetch,
  });
}
