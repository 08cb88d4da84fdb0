import { MAX_CALLS_AT_ONCE } from '../contract/limits.ts';
import type { XeroEffects } from './effects.ts';

/** What is known of the minute window in which calls are counted now. */
export interface MinuteWindow {
  /** Takes in what an answer said is left; undefined when a good answer did not say. */
  observe(remaining: number | undefined, inProgress: number): void;
  /** How many calls may be in progress at once; nil when the window is used up. */
  mostAtOnce(): number;
  /** Milliseconds until the window has surely begun anew. */
  untilNewMs(): number;
}

const WINDOW_MS = 60_000;
/** Xero counts in whole seconds. */
const MARGIN_MS = 250;

/**
 * Windows are fixed and start at a time that Xero does not tell. The one in which an answer was
 * seen ends within a minute of the first answer seen in it; until then the fewest calls left that
 * any of its answers named are what is left. While nothing is known, calls go one at a time.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/limits
 */
export function createMinuteWindow(effects: XeroEffects): MinuteWindow {
  let left: number | undefined;
  let endsMs = 0;
  const forgetWhenOver = (): void => {
    if (effects.monotonicMs() >= endsMs) left = undefined;
  };
  return {
    observe(remaining = Number.POSITIVE_INFINITY, inProgress): void {
      forgetWhenOver();
      // Answers overtake each other by as many as run at once; a larger leap is a new window.
      if (left === undefined || remaining > left + inProgress) {
        left = remaining;
        endsMs = effects.monotonicMs() + WINDOW_MS + MARGIN_MS;
      } else {
        left = Math.min(left, remaining);
      }
    },
    mostAtOnce(): number {
      forgetWhenOver();
      return left === undefined ? 1 : Math.min(left, MAX_CALLS_AT_ONCE);
    },
    untilNewMs: () => Math.max(endsMs - effects.monotonicMs(), 0),
  };
}
