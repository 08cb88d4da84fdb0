import { invariant, type Problem, problem } from '../../domain/problem.ts';
import { REQUEST_HEADERS } from '../contract/endpoints.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { Pacer } from './pacing.ts';
import { withoutQuery } from './paths.ts';
import { isTokenExpired } from './refusal.ts';
import type { TokenKeeper } from './token.ts';
import { callOnce, type HttpRequest, type Transport } from './transport.ts';
import type { XeroClock } from './xero-clock.ts';

/** What the calls to one tenant share. */
export interface TenantCalls {
  readonly apiUrl: string;
  readonly tenantId: string | undefined;
  readonly tokens: TokenKeeper;
  readonly pacer: Pacer;
  readonly transport: Transport;
  readonly xeroClock: XeroClock;
}

/** One call below the API address, by its path and query. */
export interface ApiRequest {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Waiting for a turn may take long; a request that would leave later than this stays. */
  readonly leaveBeforeMs?: number;
  /** See `TurnWanted`. */
  readonly leavesReserve?: true;
}

/** Sends one request once, in its turn and with a token, and says what came of it. */
export async function send(calls: TenantCalls, request: ApiRequest): Promise<HttpAnswer> {
  const turn = await calls.pacer.takeTurn(request);
  if (!turn.ok) return notSent(turn.problems);
  const answer = await sendNow(calls, request);
  calls.pacer.endTurn(answer);
  return answer;
}

async function sendNow(calls: TenantCalls, request: ApiRequest): Promise<HttpAnswer> {
  const token = await calls.tokens.current();
  if (!token.ok) return notSent(token.problems);
  const objection = objectionTo(calls, request);
  if (objection !== undefined) return notSent([objection]);
  const answer = await callOnce(calls.transport, {
    ...request,
    address: calls.apiUrl,
    headers: { ...request.headers, ...headersFor(calls, request, token.value) },
  });
  if (answer.kind !== 'answered') return answer;
  calls.xeroClock.observe(answer);
  if (isTokenExpired(answer)) calls.tokens.drop(token.value);
  return answer;
}

function objectionTo(calls: TenantCalls, request: ApiRequest): Problem | undefined {
  const path = withoutQuery(request.path);
  const { effects } = calls.transport;
  if (request.signal?.aborted === true || effects.shouldStop?.()) {
    return problem('xero_call.cancelled', { path });
  }
  const { leaveBeforeMs = Number.POSITIVE_INFINITY } = request;
  const isLate = effects.monotonicMs() >= leaveBeforeMs;
  return isLate ? problem('xero_call.too_late', { path }) : undefined;
}

function headersFor(calls: TenantCalls, request: ApiRequest, token: string) {
  return {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(calls.tenantId === undefined ? {} : { [REQUEST_HEADERS.tenant]: calls.tenantId }),
  };
}

function notSent(problems: readonly Problem[]): HttpAnswer {
  const [first] = problems;
  invariant(first !== undefined, 'what fails names a problem');
  return { kind: 'notSent', problem: first };
}
