import { MAX_CALLS_AT_ONCE } from '../contract/limits.ts';
import type { XeroEffects } from './effects.ts';

/** Calls left in a minute: to this app in one organisation, and to the app in all of them. */
export interface MinuteCalls {
  readonly minute: number;
  readonly appMinute: number;
}

/** Counts the calls of a minute against what Xero says is left. */
export interface MinuteWindow {
  /** Whether one more call may start beside those in progress and leave so many to others. */
  mayStart(inProgress: number, reserve: MinuteCalls): boolean;
  start(): void;
  /** Takes in how many calls an answer says are left; undefined when it does not say. */
  end(remaining: MinuteCalls | undefined): void;
  /** Milliseconds until the window that was seen has surely ended. */
  untilOverMs(): number;
}

const WINDOW_MS = 60_000;
/** Xero counts in whole seconds. */
const MARGIN_MS = 250;

/**
 * Windows are fixed and start at a time that Xero does not tell. So a round begins with one call
 * alone, whose answer says exactly how many more may go; a minute after that answer its window has
 * ended, and a new round begins. Calls of a round that fall into the next window are fewer than
 * that one allows.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/limits
 */
export function createMinuteWindow(effects: XeroEffects): MinuteWindow {
  let left: MinuteCalls | undefined;
  let isFirstOut = false;
  let endsMs = 0;
  return {
    mayStart(inProgress, reserve): boolean {
      if (effects.monotonicMs() >= endsMs) left = undefined;
      if (left === undefined) return inProgress === 0;
      const isSpare = left.minute > reserve.minute && left.appMinute > reserve.appMinute;
      return isSpare && inProgress < MAX_CALLS_AT_ONCE;
    },
    start(): void {
      if (left === undefined) isFirstOut = true;
      else left = { minute: left.minute - 1, appMinute: left.appMinute - 1 };
    },
    end(remaining): void {
      if (isFirstOut && remaining !== undefined) {
        left = remaining;
        endsMs = effects.monotonicMs() + WINDOW_MS + MARGIN_MS;
      } else if (left !== undefined && remaining !== undefined) {
        // Something else calls under the same credentials.
        left = {
          minute: Math.min(left.minute, remaining.minute),
          appMinute: Math.min(left.appMinute, remaining.appMinute),
        };
      }
      isFirstOut = false;
    },
    untilOverMs: () => Math.max(endsMs - effects.monotonicMs(), 0),
  };
}
