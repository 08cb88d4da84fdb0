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
import { createMinuteWindow, type MinuteCalls } from './minute-window.ts';
import { withoutQuery } from './paths.ts';

/** Keeps the calls to one tenant under the limits of Xero, by its own headers. */
export interface Pacer {
  /**
   * Waits for a turn. Problems: `xero_limit.day_reached`, `.minute_reached`, `.reserve_reached`, when
   * none comes soon, and `xero_call.cancelled` when the program is about to stop.
   */
  takeTurn(wanted: TurnWanted): Promise<Outcome<void>>;
  /** Gives the turn back, with what came of the call. */
  endTurn(answer: HttpAnswer): void;
}

/** A call that wants its turn. */
export interface TurnWanted {
  readonly path: string;
  /** Part of work that may take thousands of calls, and so leaves some to whoever else asks. */
  readonly leavesReserve?: true;
}

/** A longer wait is for the caller to decide. */
export const LONGEST_WAIT_MS = 120_000;
/** Xero does not say when a day without calls left ends; it is asked again so often. */
const DAY_LOOK_MS = 3_600_000;
/** How long to wait where a 429 does not say. */
const UNSAID_WAITS_MS: Readonly<Record<string, number>> = { day: DAY_LOOK_MS, concurrent: 1_000 };
const UNSAID_WAIT_MS = 60_000;

/**
 * Calls that sending and undoing leave to others: to people who verify, plan or tie out meanwhile,
 * and to the readings of the export itself. Xero counts per app and organisation, so "others" are all
 * who use the same connection; the app's own minute is shared by all organisations of the app.
 *
 * Of a minute five of 60 stay, and 500 of the app's 10,000: a twelfth of the pace at most. Of a day
 * 50 stay: Xero tells what is left and not the limit, so it is 5 % of the smallest one, 1,000, enough
 * for a plan, a tie-out and the reading back of an export several times over. Sending waits for the
 * next minute by itself; for the next day its batch is parked. A first call alone may always go, so
 * that a limit below the reserve slows sending down and never stops it for good.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/limits
 */
const MINUTE_RESERVE: MinuteCalls = { minute: 5, appMinute: 500 };
const DAY_RESERVE = 50;
const NO_RESERVE: MinuteCalls = { minute: 0, appMinute: 0 };
/** Each look of a parked export costs some readings; six looks a day leave most of the reserve. */
const RESERVE_LOOK_MS = 4 * 3_600_000;

/** @see https://developer.xero.com/documentation/guides/oauth2/limits */
export function createPacer(effects: XeroEffects, tenantId: string | undefined): Pacer {
  const running = createRunning();
  const queues = { long: createQueue(), short: createQueue() };
  const minute = createMinuteWindow(effects);
  let block = { limit: '', untilMs: 0 };
  let dayLeft = Number.POSITIVE_INFINITY;

  const observe = (answer: Answered): void => {
    dayLeft = numberHeader(answer, ANSWER_HEADERS.dayRemaining) ?? dayLeft;
    const lastOfDay = dayLeft === 0 ? { limit: 'day', waitMs: DAY_LOOK_MS } : undefined;
    const found = limitOf(answer) ?? lastOfDay;
    if (found === undefined) return;
    block = { limit: found.limit, untilMs: effects.monotonicMs() + found.waitMs };
  };
  const objectionTo = ({ path, leavesReserve }: TurnWanted, blockedMs: number) => {
    if (effects.shouldStop?.()) return problem('xero_call.cancelled', { path: withoutQuery(path) });
    const facts = { tenantId: tenantId ?? '' };
    const now = effects.clock.now();
    if (blockedMs > LONGEST_WAIT_MS) {
      return limitProblem({ limit: block.limit, waitMs: blockedMs }, now, facts);
    }
    const isSpare = !leavesReserve || dayLeft > DAY_RESERVE;
    return isSpare ? undefined : reserveProblem({ ...facts, dayLeft, reserve: DAY_RESERVE }, now);
  };
  const waitUntilFree = async (wanted: TurnWanted): Promise<Outcome<void>> => {
    for (;;) {
      const blockedMs = block.untilMs - effects.monotonicMs();
      const objection = objectionTo(wanted, blockedMs);
      if (objection !== undefined) return fail(objection);
      const reserve = wanted.leavesReserve ? MINUTE_RESERVE : NO_RESERVE;
      if (blockedMs > 0) await effects.wait(blockedMs);
      else if (minute.mayStart(running.count(), reserve)) return succeed(start());
      else if (running.count() > 0) await running.nextEnd();
      else await effects.wait(minute.untilOverMs());
    }
  };
  const start = (): void => {
    minute.start();
    running.begin();
  };
  return {
    takeTurn: (wanted) =>
      queues[wanted.leavesReserve ? 'long' : 'short'](() => waitUntilFree(wanted)),
    endTurn: (answer) => {
      if (answer.kind === 'answered') observe(answer);
      minute.end(minuteRemaining(answer));
      running.end();
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

/** What is left of the day is kept for others; it is looked at again now and then. */
function reserveProblem(facts: Facts, now: Instant): Problem {
  return problem('xero_limit.reserve_reached', {
    ...facts,
    limit: 'day',
    retryAfterSeconds: RESERVE_LOOK_MS / 1000,
    wakeUpAt: laterInstant(now, RESERVE_LOOK_MS),
  });
}

/** No header in a good answer means that no limit is counted; a 429 names its own wait. */
function minuteRemaining(answer: HttpAnswer): MinuteCalls | undefined {
  if (answer.kind !== 'answered' || answer.httpStatus === 429) return undefined;
  const unlimited = answer.httpStatus === 200 ? Number.POSITIVE_INFINITY : undefined;
  const minute = numberHeader(answer, ANSWER_HEADERS.minuteRemaining) ?? unlimited;
  const appMinute = numberHeader(answer, ANSWER_HEADERS.appMinuteRemaining);
  if (minute === undefined) return undefined;
  return { minute, appMinute: appMinute ?? Number.POSITIVE_INFINITY };
}

/** Lets work begin one after the other; those who wait for the reserve do not hold up the others. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** Counts the calls under way. */
function createRunning() {
  let running = 0;
  let waiting: (() => void)[] = [];
  return {
    count: () => running,
    begin(): void {
      running += 1;
    },
    end(): void {
      running -= 1;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    nextEnd: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}
