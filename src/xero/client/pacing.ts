import type { Instant } from '../../domain/dates.ts';
import {
  type Facts,
  fail,
  type Outcome,
  type Problem,
  problem,
  succeed,
} from '../../domain/problem.ts';
import { ANSWER_HEADERS } from '../contract/endpoints.ts';
import { laterInstant, type XeroEffects } from './effects.ts';
import { type Answered, type HttpAnswer, numberHeader } from './http-answer.ts';
import { createMinuteWindow } from './minute-window.ts';

/** Keeps the calls to one tenant under the limits of Xero, by its own headers. */
export interface Pacer {
  /** Waits for a turn. Problems: `xero_limit.day_reached`, `.minute_reached`, when none comes soon. */
  takeTurn(): Promise<Outcome<void>>;
  /** Gives the turn back, with what came of the call. */
  endTurn(answer: HttpAnswer): void;
}

/** A longer wait is for the caller to decide. */
export const LONGEST_WAIT_MS = 120_000;
/** Xero does not say when a day without calls left ends; it is asked again so often. */
const DAY_LOOK_MS = 3_600_000;
/** How long to wait where a 429 does not say. */
const UNSAID_WAITS_MS: Readonly<Record<string, number>> = { day: DAY_LOOK_MS, concurrent: 1_000 };
const UNSAID_WAIT_MS = 60_000;

/** @see https://developer.xero.com/documentation/guides/oauth2/limits */
export function createPacer(effects: XeroEffects, tenantId: string | undefined): Pacer {
  const line = createLine();
  const minute = createMinuteWindow(effects);
  let block = { limit: '', untilMs: 0 };

  const observe = (answer: Answered): void => {
    const isLastOfDay = numberHeader(answer, ANSWER_HEADERS.dayRemaining) === 0;
    const lastOfDay = isLastOfDay ? { limit: 'day', waitMs: DAY_LOOK_MS } : undefined;
    const found = limitOf(answer) ?? lastOfDay;
    if (found === undefined) return;
    block = { limit: found.limit, untilMs: effects.monotonicMs() + found.waitMs };
  };
  const waitUntilFree = async (): Promise<Outcome<void>> => {
    for (;;) {
      const blockedMs = block.untilMs - effects.monotonicMs();
      if (blockedMs > LONGEST_WAIT_MS) {
        const limited = { limit: block.limit, waitMs: blockedMs };
        return fail(limitProblem(limited, effects.clock.now(), { tenantId: tenantId ?? '' }));
      }
      if (blockedMs > 0) await effects.wait(blockedMs);
      else if (minute.mayStart(line.inProgress())) return succeed(minute.start());
      else if (line.inProgress() > 0) await line.nextEnd();
      else await effects.wait(minute.untilOverMs());
    }
  };
  return {
    takeTurn: () => line.enter(waitUntilFree),
    endTurn: (answer) => {
      if (answer.kind === 'answered') observe(answer);
      minute.end(minuteRemaining(answer));
      line.leave();
    },
  };
}

/** Which limit is reached, and for how long. */
export interface ReachedLimit {
  readonly limit: string;
  readonly waitMs: number;
}

/** Which limit a 429 names, and how long it asks to wait; undefined for any other answer. */
export function limitOf(answer: Answered): ReachedLimit | undefined {
  if (answer.httpStatus !== 429) return undefined;
  const limit = answer.headers[ANSWER_HEADERS.limitProblem]?.toLowerCase() ?? 'minute';
  const seconds = numberHeader(answer, ANSWER_HEADERS.retryAfter);
  const unsaidMs = UNSAID_WAITS_MS[limit] ?? UNSAID_WAIT_MS;
  return { limit, waitMs: seconds === undefined ? unsaidMs : Math.max(seconds, 1) * 1000 };
}

/** The problem of a limit; its facts say how long to wait and when that is over. */
export function limitProblem({ limit, waitMs }: ReachedLimit, now: Instant, facts: Facts): Problem {
  const isDay = limit === 'day';
  return problem(isDay ? 'xero_limit.day_reached' : 'xero_limit.minute_reached', {
    ...facts,
    limit,
    retryAfterSeconds: Math.ceil(waitMs / 1000),
    wakeUpAt: laterInstant(now, waitMs),
  });
}

/** No header in a good answer means that no limit is counted; a 429 names its own wait. */
function minuteRemaining(answer: HttpAnswer): number | undefined {
  if (answer.kind !== 'answered' || answer.httpStatus === 429) return undefined;
  const unlimited = answer.httpStatus === 200 ? Number.POSITIVE_INFINITY : undefined;
  return numberHeader(answer, ANSWER_HEADERS.minuteRemaining) ?? unlimited;
}

/** Lets callers in one after the other and counts those who are in. */
function createLine() {
  let inside = 0;
  let last: Promise<unknown> = Promise.resolve();
  let waiting: (() => void)[] = [];
  return {
    inProgress: () => inside,
    enter(untilFree: () => Promise<Outcome<void>>): Promise<Outcome<void>> {
      const turn = last.then(async () => {
        const outcome = await untilFree();
        if (outcome.ok) inside += 1;
        return outcome;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    leave(): void {
      inside -= 1;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    nextEnd: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}
