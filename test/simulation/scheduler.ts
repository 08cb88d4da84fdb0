import { setImmediate as nextTurn } from 'node:timers/promises';

/** Time that passes at once, and the order in which all things happen. */
export interface Scheduler {
  /** Milliseconds of virtual time since the start; never goes back. */
  nowMs(): number;
  /** Lets something happen after so many milliseconds; what is due at once goes in this order. */
  after(milliseconds: number, act: () => void | Promise<void>): void;
  sleep(milliseconds: number): Promise<void>;
  /** Ends everything: what must never happen did happen. */
  fail(error: unknown): void;
  /** Lets one thing after the other happen until the story is told. */
  run(tell: () => Promise<void>): Promise<void>;
}

interface Event {
  readonly atMs: number;
  readonly act: () => void | Promise<void>;
}

/** Far more than any seed needs: one that comes so far goes round in circles. */
const MOST_EVENTS = 100_000;

export function createScheduler(): Scheduler {
  let nowMs = 0;
  let failures: unknown[] = [];
  const due: Event[] = [];
  const after: Scheduler['after'] = (milliseconds, act) => {
    const atMs = nowMs + Math.max(0, milliseconds);
    let place = due.length;
    while (place > 0 && (due[place - 1] as Event).atMs > atMs) place -= 1;
    due.splice(place, 0, { atMs, act });
  };
  const nextEvent = async (): Promise<Event> => {
    for (let turns = 0; due.length === 0 && turns < PATIENCE; turns += 1) await nextTurn();
    const event = due.shift();
    if (event === undefined) throw new Error('everybody waits, and nothing can happen any more');
    return event;
  };
  return {
    nowMs: () => nowMs,
    after,
    fail: (error) => {
      failures = [...failures, error];
    },
    sleep: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    run: async (tell) => {
      let isTold = false;
      const telling = tell().finally(() => {
        isTold = true;
      });
      telling.catch(() => undefined);
      await untilQuiet();
      for (let events = 0; !isTold; events += 1) {
        if (events === MOST_EVENTS) throw new Error(`no end after ${MOST_EVENTS} events`);
        const event = await nextEvent();
        nowMs = event.atMs;
        await event.act();
        await untilQuiet();
        if (failures.length > 0) throw failures[0];
      }
      await telling;
    },
  };
}

const PATIENCE = 1_000;

/**
 * Product and twin touch neither timer nor socket here, so that all that follows from one event has
 * run when Node's loop comes round again.
 */
async function untilQuiet(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
