import { existsSync, readFileSync, writeSync } from 'node:fs';
import { openApp } from '../../src/app.ts';
import type { Instant } from '../../src/domain/dates.ts';
import { Refusal } from '../../src/store/refusal.ts';
import { atTwin } from '../scenarios/connect/wire.ts';
import { DEEDS, type DeedName } from './deeds.ts';
import { failPoint, type Moment } from './fail-point.ts';

/**
 * Run as a process of its own: does a deed, and at its n-th effect ends itself with SIGKILL, so that
 * nothing of it can tidy up, or stops until it is told to go on. With the address of a twin it works
 * in production, for which that twin is Xero. Says the name of the effect, and how the deed ended.
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
  /** Instead of the data folder. */
  readonly databaseUrl?: string | undefined;
  /** It dies unless told otherwise. */
  readonly way?: 'kill' | 'stop' | 'swell' | undefined;
  /** Holds the milliseconds by which others let time pass since the start. */
  readonly clockFile?: string | undefined;
}

const words: DyingWords = JSON.parse(process.argv[2] ?? '');
const { twinUrl, dataFolder, databaseUrl, clockFile = '' } = words;
const point = failPoint({ ...words, way: words.way ?? 'kill' }, words.since);
const wire = twinUrl === undefined ? fetch : atTwin(twinUrl).fetch;
/** Goes on from the time of whoever started it; whoever waits is soon older. */
let offsetMs = Date.parse(words.startedAt) - Date.now();
const passedMs = () => offsetMs + (existsSync(clockFile) ? Number(readFileSync(clockFile)) : 0);

const app = await openApp({
  dataFolder,
  databaseUrl,
  mode: twinUrl === undefined ? 'test' : 'production',
  actor: 'os:dying',
  env: {},
  clock: { now: () => new Date(Date.now() + passedMs()).toISOString() as Instant },
  time: {
    monotonicMs: () => performance.now() + passedMs(),
    wait: async (milliseconds) => {
      offsetMs += milliseconds;
    },
  },
  fetch: (input, init) => point.pass('fetch', () => wire(input, init)),
});
const ended = await DEEDS[words.deed](app, point, words.exportId).catch((error: unknown) => {
  if (error instanceof Refusal) return { refused: error.problem.code };
  throw error;
});
if (words.way === 'stop') writeSync(process.stdout.fd, `\n${plainText(ended)}\n`);
await app.close();

function plainText(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
}
