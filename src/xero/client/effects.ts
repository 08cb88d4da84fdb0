import type { Clock, Instant } from '../../domain/dates.ts';

/** What the client needs of the world; tests put faults into each of them. */
export interface XeroEffects {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Resolves after so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** Milliseconds since some fixed moment; never goes back when the clock is set. */
  monotonicMs(): number;
  /** Whether the program is about to stop: then no call leaves any more, and no wait is long. */
  shouldStop?(): boolean;
}

/** One HTTP call as it may be shown or logged: never a token or a secret. */
export interface CallRecord {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly tenantId: string | undefined;
  readonly startedAt: Instant;
  readonly durationMs: number;
  readonly outcome: 'answered' | 'notSent' | 'lost';
  /** Only of an answer. */
  readonly httpStatus: number | undefined;
  /** Why there is no answer. */
  readonly reason: string | undefined;
  /** Xero's own name of the call, for its support. */
  readonly correlationId: string | undefined;
  /** Calls left by Xero's own count; only of an answer. */
  readonly minuteLeft: number | undefined;
  readonly dayLeft: number | undefined;
  readonly requestBody: string;
  readonly answerBody: string;
  readonly requestBytes: number;
  readonly answerBytes: number;
}

/** The moment so many milliseconds after another. */
export function laterInstant(from: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(from) + milliseconds).toISOString() as Instant;
}
