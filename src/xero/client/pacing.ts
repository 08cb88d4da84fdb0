import type { Instant } from '../../domain/dates.ts';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import { ANSWER_HEADERS } from '../contract/endpoints.ts';
import { laterInstant, type XeroEffects } from './effects.ts';
import { type Answered, type HttpAnswer, numberHeader } from './http-answer.ts';
import { createMinuteWindow } from './minute-window.ts';

/** Keeps the calls to one tenant under the limits of Xero, by its own headers. */
export interface Pacer {
  /** Waits for a turn; problem `xero_limit.day_reached` when none comes today. */
  takeTurn(): Promise<Outcome<void>>;
  /** Gives the turn back, with what came of the call. */
  endTurn(answer: HttpAnswer): void;
}

/** Xero does not say when a day without calls left ends; it is asked again so often. */
const DAY_LOOK_MS = 3_600_000;
/** How long to wait where a 429 does not say. */
const UNSAID_WAITS_MS: Readonly<Record<string, number>> = { day: DAY_LOOK_MS, concurrent: 1_000 };
const UNSAID_WAIT_MS = 60_000;

/** @see https://developer.xero.com/documentation/guides/oauth2/limits */
export function createPacer(effects: XeroEffects, tenantId: string | undefined): Pacer {
  const line = createLine();
  const minute = createMinuteWindow(effects);
  let blockedUntilMs = 0;
  let day: { blockedUntilMs: number; wakeUpAt: Instant } | undefined;

  const blockDay = (milliseconds: number): void => {
    const wakeUpAt = laterInstant(effects.clock.now(), milliseconds);
    day = { blockedUntilMs: effects.monotonicMs() + milliseconds, wakeUpAt };
  };
  const observe = (answer: Answered): void => {
    const limit = limitOf(answer);
    if (limit?.name === 'day') blockDay(limit.waitMs);
    else if (limit !== undefined) blockedUntilMs = effects.monotonicMs() + limit.waitMs;
    else if (numberHeader(answer, ANSWER_HEADERS.dayRemaining) === 0) blockDay(DAY_LOOK_MS);
  };
  const waitUntilFree = async (): Promise<Outcome<void>> => {
    for (;;) {
      const blockedMs = blockedUntilMs - effects.monotonicMs();
      if (day !== undefined && effects.monotonicMs() < day.blockedUntilMs) {
        const facts = { wakeUpAt: day.wakeUpAt, tenantId: tenantId ?? '' };
        return fail(problem('xero_limit.day_reached', facts));
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

/** Which limit a 429 names, and how long it asks to wait; undefined for any other answer. */
export function limitOf(answer: Answered): { name: string; waitMs: number } | undefined {
  if (answer.httpStatus !== 429) return undefined;
  const name = answer.headers[ANSWER_HEADERS.limitProblem]?.toLowerCase() ?? 'minute';
  const seconds = numberHeader(answer, ANSWER_HEADERS.retryAfter);
  const unsaidMs = UNSAID_WAITS_MS[name] ?? UNSAID_WAIT_MS;
  return { name, waitMs: seconds === undefined ? unsaidMs : Math.max(seconds, 1) * 1000 };
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
