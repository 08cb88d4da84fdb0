import type { Instant } from '../../domain/dates.ts';
import type { Problem } from '../../domain/problem.ts';
import { ANSWER_HEADERS } from '../contract/endpoints.ts';

/** What came of one HTTP call, before anybody judges it. */
export type HttpAnswer = Answered | NotSent | Lost;

/** A whole answer, whatever it says. */
export interface Answered {
  readonly kind: 'answered';
  readonly httpStatus: number;
  /** Names in lower case; only those of `KEPT_HEADERS`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly receivedAt: Instant;
}

/** Nothing reached Xero: no connection, no token, or a limit known before. */
export interface NotSent {
  readonly kind: 'notSent';
  readonly problem: Problem;
}

/** Something may have reached Xero, and no whole answer came back. */
export interface Lost {
  readonly kind: 'lost';
  readonly reason: LostReason;
}

/** `tooLarge` is an answer beyond the cap of bytes, `cut` one that ended early. */
export type LostReason = 'timeout' | 'cut' | 'tooLarge' | 'cancelled';

/** Headers of an answer that somebody asks for, in lower case. */
export const KEPT_HEADERS: readonly string[] = [
  ...Object.values(ANSWER_HEADERS),
  'content-type',
  'date',
];

/** A header that is a whole number; undefined where it is absent or anything else. */
export function numberHeader(answer: Answered, name: string): number | undefined {
  const text = answer.headers[name];
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
