import type { Instant } from '../../domain/dates.ts';
import { laterInstant, type XeroEffects } from './effects.ts';
import type { Answered } from './http-answer.ts';

/** What Xero's answers say of its clock; ours may differ by minutes, and may be set meanwhile. */
export interface XeroClock {
  observe(answer: Answered): void;
  /**
   * The present moment by Xero's clock, to the second: its last word, and what has passed since on
   * our clock that is never set. Our own moment until Xero has answered.
   */
  now(): Instant;
  /**
   * A moment of ours as Xero's clock had it, or the moment itself where Xero's is ahead: what is
   * asked for since then misses nothing that happened after it.
   */
  notAfter(moment: Instant): Instant;
}

/** Goes by the `Date` of the newest answer, which every HTTP server with a clock sends. */
export function createXeroClock({
  clock,
  monotonicMs,
}: Pick<XeroEffects, 'clock' | 'monotonicMs'>): XeroClock {
  let aheadMs = 0;
  let shown: { readonly at: Instant; readonly sinceMs: number } | undefined;
  return {
    observe({ headers, receivedAt }) {
      const shownMs = Date.parse(headers.date ?? '');
      if (Number.isNaN(shownMs)) return;
      aheadMs = shownMs - Date.parse(receivedAt);
      shown = { at: laterInstant(receivedAt, aheadMs), sinceMs: monotonicMs() };
    },
    now: () =>
      shown === undefined ? clock.now() : laterInstant(shown.at, monotonicMs() - shown.sinceMs),
    notAfter: (moment) => laterInstant(moment, Math.min(aheadMs, 0)),
  };
}
