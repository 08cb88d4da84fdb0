import { setTimeout as delay } from 'node:timers/promises';
import type { TaskContext } from './task-context.ts';

/** Calls under way get so long to bring their answer; the rest of ending takes less than this. */
const LAST_ANSWER_MS = 6_000;

/** This machine's time; a wait ends at once when somebody asks to stop. */
export function machineTime(stop?: AbortSignal): TaskContext['time'] {
  const isAsked = () => stop?.aborted === true;
  return {
    wait: async (milliseconds) => {
      try {
        await delay(milliseconds, undefined, stop === undefined ? {} : { signal: stop });
      } catch (error) {
        if (!isAsked()) throw error;
      }
    },
    monotonicMs: () => performance.now(),
    shouldStop: isAsked,
  };
}

/**
 * What reaches Xero, until somebody asks to stop: a call whose answer does not come soon after that
 * is cut off and counts as unanswered, so that the program ends.
 */
export function endingFetch(reach: typeof fetch, stop?: AbortSignal): typeof fetch {
  if (stop === undefined) return reach;
  const end = new AbortController();
  const endLater = () => {
    setTimeout(() => end.abort(), LAST_ANSWER_MS).unref();
  };
  if (stop.aborted) endLater();
  else stop.addEventListener('abort', endLater, { once: true });
  return (input, init) => {
    const own = init?.signal ?? undefined;
    const signal = own === undefined ? end.signal : AbortSignal.any([own, end.signal]);
    return reach(input, { ...init, signal });
  };
}
