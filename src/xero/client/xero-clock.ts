import type { Instant } from '../../domain/dates.ts';
import { laterInstant } from './effects.ts';
import type { Answered } from './http-answer.ts';

/** What Xero's answers say of its clock; ours may differ by minutes. */
export interface XeroClock {
  observe(answer: Answered): void;
  /**
   * A moment of ours as Xero's clock had it, or the moment itself where Xero's is ahead: what is
   * asked for since then misses nothing that happened after it.
   */
  notAfter(moment: Instant): Instant;
}

/** Goes by the `Date` of the newest answer, which every HTTP server with a clock sends. */
export function createXeroClock(): XeroClock {
  let aheadMs = 0;
  return {
    observe({ headers, receivedAt }) {
      const shownMs = Date.parse(headers.date ?? '');
      if (!Number.isNaN(shownMs)) aheadMs = shownMs - Date.parse(receivedAt);
    },
    notAfter: (moment) => laterInstant(moment, Math.min(aheadMs, 0)),
  };
}
