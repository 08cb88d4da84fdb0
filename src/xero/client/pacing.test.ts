import { setImmediate as everythingSettled } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../domain/dates.ts';
import type { XeroEffects } from './effects.ts';
import type { Answered } from './http-answer.ts';
import { createPacer, type Pacer, type TurnWanted } from './pacing.ts';

const READING: TurnWanted = { path: '/Accounts' };
const SENDING: TurnWanted = { path: '/ManualJournals', leavesReserve: true };
const START = Date.parse('2026-05-31T10:00:00.000Z');

/** A world in which things happen in the order of their moments, and at once. */
function createWorld() {
  let nowMs = 0;
  let planned: { atMs: number; wake: () => void }[] = [];
  const wait = (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      planned.push({ atMs: nowMs + milliseconds, wake });
    });
  const effects: XeroEffects = {
    fetch,
    clock: { now: () => new Date(START + nowMs).toISOString() as Instant },
    wait,
    monotonicMs: () => nowMs,
  };
  const run = async (): Promise<void> => {
    for (;;) {
      await everythingSettled();
      planned = planned.toSorted((first, second) => first.atMs - second.atMs);
      const next = planned.shift();
      if (next === undefined) return;
      nowMs = Math.max(nowMs, next.atMs);
      next.wake();
    }
  };
  return { effects, run, wait, now: () => nowMs };
}

interface Xero {
  windowStartsMs: number;
  perMinute: number;
  latencyMs: (call: number) => number;
  /** All readings unless said. */
  wanted?: (call: number) => TurnWanted;
}

/** Calls made through the pacer against limits counted apart from it. */
async function callMany(count: number, xero: Xero) {
  const world = createWorld();
  const pacer = createPacer(world.effects, 'tenant');
  const counts = new Map<number, number>();
  const result = { refused: 0, mostAtOnce: 0, tookMs: 0, done: 0 };
  let inProgress = 0;
  const call = async (index: number): Promise<void> => {
    const turn = await pacer.takeTurn(xero.wanted?.(index) ?? READING);
    if (!turn.ok) return;
    inProgress += 1;
    result.mostAtOnce = Math.max(result.mostAtOnce, inProgress);
    await world.wait(xero.latencyMs(index) / 2);
    const window = Math.floor((world.now() + xero.windowStartsMs) / 60_000);
    const used = (counts.get(window) ?? 0) + 1;
    counts.set(window, used);
    if (used > xero.perMinute) result.refused += 1;
    const left = Math.max(xero.perMinute - used, 0);
    await world.wait(xero.latencyMs(index) / 2);
    inProgress -= 1;
    result.done += 1;
    pacer.endTurn(answer(200, { 'x-minlimit-remaining': String(left) }));
  };
  const calls = Array.from({ length: count }, (_, index) => call(index));
  await world.run();
  await Promise.all(calls);
  return { ...result, tookMs: world.now() };
}

function answer(httpStatus: number, headers: Record<string, string> = {}): Answered {
  return { kind: 'answered', httpStatus, headers, body: '', receivedAt: '' as Instant };
}

describe('the pace of calls', () => {
  it('never provokes a 429, whenever the window of Xero starts and however long answers take', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 59_999 }),
        fc.integer({ min: 8, max: 60 }),
        fc.array(fc.integer({ min: 2, max: 20_000 }), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 1, max: 5 }),
        async (windowStartsMs, perMinute, latencies, every) => {
          const latencyMs = (call: number) => latencies[call % latencies.length] ?? 2;
          const wanted = (call: number) => (call % every === 0 ? SENDING : READING);
          const xero = { windowStartsMs, perMinute, latencyMs, wanted };
          const made = await callMany(150, xero);
          expect(made).toMatchObject({ refused: 0, done: 150 });
          expect(made.mostAtOnce).toBeLessThanOrEqual(5);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('loses no more than a window over the least time', async () => {
    const made = await callMany(130, { windowStartsMs: 0, perMinute: 60, latencyMs: () => 100 });
    expect(made.mostAtOnce).toBe(5);
    expect(made.tookMs).toBeLessThan(3 * 60_250);
  });
});

describe('after a 429', () => {
  const afterRefusal = async (refusal: Answered, act: (pacer: Pacer) => Promise<unknown>) => {
    const world = createWorld();
    const pacer = createPacer(world.effects, 'tenant');
    const first = pacer.takeTurn(READING);
    await world.run();
    await first;
    pacer.endTurn(refusal);
    const acted = act(pacer);
    await world.run();
    return { outcome: await acted, atMs: world.now() };
  };
  const takeTurn = (pacer: Pacer) => pacer.takeTurn(READING);

  it('of the minute no call goes before the time that Xero names', async () => {
    const refusal = answer(429, { 'retry-after': '37', 'x-rate-limit-problem': 'minute' });
    expect(await afterRefusal(refusal, takeTurn)).toEqual({
      outcome: { ok: true, value: undefined },
      atMs: 37_000,
    });
  });

  it.each([
    [
      'a 429 of the day',
      answer(429, { 'retry-after': '66975', 'x-rate-limit-problem': 'day' }),
      '2026-06-01T04:36:15.000Z',
    ],
    [
      'the last call of the day',
      answer(200, { 'x-daylimit-remaining': '0' }),
      '2026-05-31T11:00:00.000Z',
    ],
  ])('no call waits for tomorrow: %s', async (_case, refusal, wakeUpAt) => {
    const { outcome, atMs } = await afterRefusal(refusal, takeTurn);
    expect(outcome).toMatchObject({
      problems: [{ code: 'xero_limit.day_reached', retry: 'later', facts: { wakeUpAt } }],
    });
    expect(atMs).toBe(0);
  });
});

/** A pacer whose first call ended with these numbers of calls left. */
async function pacerWith(left: { minute: number; appMinute?: number; day?: number }) {
  const world = createWorld();
  const pacer = createPacer(world.effects, 'tenant');
  await pacer.takeTurn(READING);
  const headers = {
    'x-minlimit-remaining': String(left.minute),
    'x-appminlimit-remaining': String(left.appMinute ?? 10_000),
    'x-daylimit-remaining': String(left.day ?? 5_000),
  };
  pacer.endTurn(answer(200, headers));
  /** One call; it ends as soon as it may begin. */
  const call = async (wanted: TurnWanted): Promise<number> => {
    const turn = await pacer.takeTurn(wanted);
    if (turn.ok) pacer.endTurn(answer(500));
    return world.now();
  };
  return { world, pacer, call };
}

describe('the reserve for others', () => {
  it.each([
    ['of a minute five calls stay', { minute: 59 }, 54],
    ['of the minute of the app 500 stay', { minute: 59, appMinute: 510 }, 10],
    ['no reserve stays of a limit that is not told', { minute: 999_999 }, 100],
  ])('%s', async (_case, left, expected) => {
    const { world, call } = await pacerWith(left);
    const sent = Promise.all(Array.from({ length: 100 }, () => call(SENDING)));
    await world.run();
    expect((await sent).filter((atMs) => atMs === 0)).toHaveLength(expected);
  });

  it('a reading goes at once while a sending waits for the next minute', async () => {
    const { world, call } = await pacerWith({ minute: 5 });
    const both = Promise.all([call(SENDING), call(READING)]);
    await world.run();
    expect(await both).toEqual([60_250, 0]);
  });

  it('below it a sending still goes once a minute, under a limit that is smaller', async () => {
    const made = await callMany(5, {
      ...{ windowStartsMs: 0, perMinute: 3, latencyMs: () => 100 },
      wanted: () => SENDING,
    });
    expect(made).toMatchObject({ done: 5, refused: 0 });
    expect(made.tookMs).toBeGreaterThan(4 * 60_000);
  });

  it.each([
    [51, true],
    [50, false],
  ])('of a day with %i calls left a sending goes on: %s; a reading does', async (day, goesOn) => {
    const { pacer } = await pacerWith({ minute: 60, day });
    const [sending, reading] = [await pacer.takeTurn(SENDING), await pacer.takeTurn(READING)];
    expect([sending.ok, reading.ok]).toEqual([goesOn, true]);
    if (sending.ok) return;
    expect(sending.problems).toMatchObject([
      {
        code: 'xero_limit.reserve_reached',
        retry: 'later',
        facts: { dayLeft: 50, retryAfterSeconds: 14_400, wakeUpAt: '2026-05-31T14:00:00.000Z' },
      },
    ]);
  });
});

describe('a program that is about to stop', () => {
  it('gets no turn any more, and whoever waits for one is let go', async () => {
    const world = createWorld();
    let isStopping = false;
    const pacer = createPacer({ ...world.effects, shouldStop: () => isStopping }, 'tenant');
    await pacer.takeTurn(READING);
    pacer.endTurn(answer(200, { 'x-minlimit-remaining': '0' }));
    const waiting = pacer.takeTurn(READING);
    isStopping = true;
    await world.run();
    const refused = { problems: [{ code: 'xero_call.cancelled', facts: { path: '/Accounts' } }] };
    expect(await waiting).toMatchObject(refused);
    expect(await pacer.takeTurn({ path: '/Accounts?page=1' })).toMatchObject(refused);
  });
});
