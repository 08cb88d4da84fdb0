import { openApp } from '../../src/app.ts';
import type { Instant } from '../../src/domain/dates.ts';
import { atTwin } from '../scenarios/connect/wire.ts';
import { DEEDS, type DeedName } from './deeds.ts';
import { failPoint, type Moment } from './fail-point.ts';

/**
 * Run as a process of its own: does a deed, and ends itself with SIGKILL at its n-th effect, so that
 * nothing of it can tidy up. With the address of a twin it works in production, for which that twin
 * is Xero.
 */
export interface DyingWords {
  readonly deed: DeedName;
  readonly dataFolder: string;
  readonly exportId: string;
  readonly startedAt: Instant;
  readonly at: number;
  readonly moment: Moment;
  readonly since?: string | undefined;
  readonly twinUrl?: string | undefined;
}

const words: DyingWords = JSON.parse(process.argv[2] ?? '');
const { twinUrl, dataFolder } = words;
const point = failPoint({ ...words, way: 'kill' }, words.since);
const wire = twinUrl === undefined ? fetch : atTwin(twinUrl).fetch;
/** Goes on from the time of whoever started it; whoever waits is soon older. */
let offsetMs = Date.parse(words.startedAt) - Date.now();

const app = await openApp({
  dataFolder,
  mode: twinUrl === undefined ? 'test' : 'production',
  actor: 'os:dying',
  env: {},
  clock: { now: () => new Date(Date.now() + offsetMs).toISOString() as Instant },
  time: {
    monotonicMs: () => performance.now() + offsetMs,
    wait: async (milliseconds) => {
      offsetMs += milliseconds;
    },
  },
  fetch: (input, init) => point.pass('fetch', () => wire(input, init)),
});
await DEEDS[words.deed](app, point, words.exportId);
await app.close();
