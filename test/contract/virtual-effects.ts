import type { Instant } from '../../src/domain/dates.ts';
import type { XeroEffects } from '../../src/xero/client/effects.ts';

export interface VirtualEffects extends XeroEffects {
  /** Every wait, in milliseconds. */
  waits: number[];
  /** Lets time pass without a wait. */
  pass(milliseconds: number): void;
}

const START = Date.parse('2026-05-31T10:00:00.000Z');

/** Real HTTP, and time that passes at once when somebody waits. */
export function virtualEffects(fetchWith: typeof fetch = fetch): VirtualEffects {
  let nowMs = 0;
  const waits: number[] = [];
  const pass = (milliseconds: number): void => {
    nowMs += milliseconds;
  };
  return {
    fetch: fetchWith,
    clock: { now: () => new Date(START + nowMs).toISOString() as Instant },
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      pass(milliseconds);
    },
    monotonicMs: () => nowMs,
    waits,
    pass,
  };
}
