import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../domain/dates.ts';
import type { XeroEffects } from './effects.ts';
import type { Answered } from './http-answer.ts';
import { createPacer, type Pacer } from './pacing.ts';

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
      for (let settling = 0; settling < 50; settling += 1) await Promise.resolve();
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
}

/** Calls made through the pacer against limits counted apart from it. */
async function callMany(count: number, xero: Xero) {
  const world = createWorld();
  const pacer = createPacer(world.effects, 'tenant');
  const counts = new Map<number, number>();
  const result = { refused: 0, mostAtOnce: 0, tookMs: 0, done: 0 };
  let inProgress = 0;
  const call = async (index: number): Promise<void> => {
    const turn = await pacer.takeTurn();
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
        async (windowStartsMs, perMinute, latencies) => {
          const latencyMs = (call: number) => latencies[call % latencies.length] ?? 2;
          const made = await callMany(150, { windowStartsMs, perMinute, latencyMs });
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
    const first = pacer.takeTurn();
    await world.run();
    await first;
    pacer.endTurn(refusal);
    const acted = act(pacer);
    await world.run();
    return { outcome: await acted, atMs: world.now() };
  };
  const takeTurn = (pacer: Pacer) => pacer.takeTurn();

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
