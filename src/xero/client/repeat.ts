import { fail, type Outcome, type Problem, succeed } from '../../domain/problem.ts';
import { type ApiRequest, send, type TenantCalls } from './call.ts';
import type { HttpAnswer } from './http-answer.ts';
import { LONGEST_WAIT_MS } from './pacing.ts';
import { type Query, withoutQuery, withQuery } from './paths.ts';
import { isTokenExpired, lossOf, refusalOf } from './refusal.ts';

/** The body of a good answer, with the path it came from. */
export interface GoodAnswer {
  readonly path: string;
  readonly body: string;
}

/** Reads; everything that may pass by itself is tried again, within bounds. */
export function read(
  calls: TenantCalls,
  path: string,
  extras: { query?: Query; headers?: Readonly<Record<string, string>> } = {},
): Promise<Outcome<GoodAnswer>> {
  const { query = {}, headers = {} } = extras;
  return repeat(calls, { method: 'GET', path: withQuery(path, query), headers }, 'always');
}

/** Writes once; only what surely was not processed is tried again. */
export function write(calls: TenantCalls, request: ApiRequest): Promise<Outcome<GoodAnswer>> {
  return repeat(calls, request, 'ifNotProcessed');
}

const BACK_OFF_MS = [1_000, 3_000, 9_000];

/** A reading harms nothing when it is made twice. */
type RepeatRule = 'always' | 'ifNotProcessed';

async function repeat(
  calls: TenantCalls,
  request: ApiRequest,
  rule: RepeatRule,
): Promise<Outcome<GoodAnswer>> {
  let hasRenewed = false;
  for (let tries = 0; ; ) {
    const answer = await send(calls, request);
    if (answer.kind === 'answered' && [200, 204].includes(answer.httpStatus)) {
      return succeed({ path: withoutQuery(request.path), body: answer.body });
    }
    if (answer.kind === 'answered' && isTokenExpired(answer) && !hasRenewed) {
      hasRenewed = true;
      continue;
    }
    const failed = failureOf(answer, calls, request);
    const backOffMs = BACK_OFF_MS[tries];
    if (backOffMs === undefined || !passesByItself(answer, failed, rule)) {
      return fail(failed);
    }
    tries += 1;
    await calls.transport.effects.wait(backOffMs);
  }
}

function failureOf(answer: HttpAnswer, calls: TenantCalls, request: ApiRequest): Problem {
  const call = { path: withoutQuery(request.path), tenantId: calls.tenantId };
  if (answer.kind === 'notSent') return answer.problem;
  return answer.kind === 'lost' ? lossOf(answer.reason, call) : refusalOf(answer, call);
}

function passesByItself(answer: HttpAnswer, failed: Problem, rule: RepeatRule): boolean {
  if (failed.code === 'xero_limit.minute_reached') {
    return Number(failed.facts.retryAfterSeconds) * 1000 <= LONGEST_WAIT_MS;
  }
  if (answer.kind === 'notSent') {
    return failed.retry === 'later' && failed.code !== 'xero_limit.day_reached';
  }
  const mayPass = answer.kind === 'lost' ? answer.reason !== 'tooLarge' : answer.httpStatus >= 500;
  return mayPass && rule === 'always';
}
