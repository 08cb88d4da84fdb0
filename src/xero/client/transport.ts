import { problem } from '../../domain/problem.ts';
import { ANSWER_HEADERS } from '../contract/endpoints.ts';
import { readBody } from './body.ts';
import type { CallRecord, XeroEffects } from './effects.ts';
import {
  type Answered,
  type HttpAnswer,
  KEPT_HEADERS,
  type LostReason,
  numberHeader,
} from './http-answer.ts';

/** One request, ready to go. */
export interface HttpRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Base address of `XeroAddresses`. */
  readonly address: string;
  /** Path and query, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Caps on one answer. */
export interface AnswerCaps {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** What every call needs. */
export interface Transport {
  readonly effects: XeroEffects;
  readonly caps: AnswerCaps;
  /** Takes every secret out of what came back. */
  readonly redact: (text: string) => string;
  readonly onCall?: ((record: CallRecord) => void) | undefined;
}

/** Makes one call and says what came of it; never throws, never follows a redirect. */
export async function callOnce(transport: Transport, request: HttpRequest): Promise<HttpAnswer> {
  const { clock, monotonicMs } = transport.effects;
  const startedAt = clock.now();
  const start = monotonicMs();
  const answer = await attempt(transport, request);
  const answered = answer.kind === 'answered' ? answer : undefined;
  transport.onCall?.({
    method: request.method,
    path: request.path,
    tenantId: request.headers['xero-tenant-id'],
    startedAt,
    durationMs: monotonicMs() - start,
    outcome: answer.kind,
    httpStatus: answered?.httpStatus,
    reason: reasonOf(answer),
    correlationId: answered?.headers['xero-correlation-id'],
    minuteLeft: answered && numberHeader(answered, ANSWER_HEADERS.minuteRemaining),
    dayLeft: answered && numberHeader(answered, ANSWER_HEADERS.dayRemaining),
    requestBody: transport.redact(request.body ?? ''),
    answerBody: answered?.body ?? '',
    requestBytes: Buffer.byteLength(request.body ?? ''),
    answerBytes: Buffer.byteLength(answered?.body ?? ''),
  });
  return answer;
}

async function attempt(transport: Transport, request: HttpRequest): Promise<HttpAnswer> {
  const { effects, caps } = transport;
  const timeout = AbortSignal.timeout(caps.timeoutMs);
  const signals = request.signal === undefined ? [timeout] : [timeout, request.signal];
  try {
    const response = await effects.fetch(`${request.address}${request.path}`, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      signal: AbortSignal.any(signals),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const body = await readBody(response, caps.maxBytes);
    if (body === undefined) return { kind: 'lost', reason: 'tooLarge' };
    return answeredWith(transport, response, body);
  } catch (error) {
    return failureOf(error, { request, hasTimedOut: timeout.aborted });
  }
}

function answeredWith(transport: Transport, response: Response, body: string): Answered {
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = transport.redact(value);
  }
  return {
    kind: 'answered',
    httpStatus: response.status,
    headers,
    body: transport.redact(body),
    receivedAt: transport.effects.clock.now(),
  };
}

/** Failures that come before the first byte of a request could leave. */
const BEFORE_FIRST_BYTE = [
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT)$/,
  /^(ERR_TLS_CERT_ALTNAME_INVALID|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
  /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_[A-Z_]+)$/,
];

function failureOf(
  error: unknown,
  { request, hasTimedOut }: { request: HttpRequest; hasTimedOut: boolean },
): HttpAnswer {
  const reason = networkCode(error);
  if (reason !== undefined && BEFORE_FIRST_BYTE.some((names) => names.test(reason))) {
    const facts = { address: request.address, path: request.path, reason };
    return { kind: 'notSent', problem: problem('xero_call.unreachable', facts) };
  }
  return { kind: 'lost', reason: lostReason(hasTimedOut, request.signal) };
}

/** The name of a network failure, which fetch hides in the cause. */
export function networkCode(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (cause !== undefined) return networkCode(cause);
  return typeof code === 'string' ? code : undefined;
}

function lostReason(hasTimedOut: boolean, signal: AbortSignal | undefined): LostReason {
  if (hasTimedOut) return 'timeout';
  return signal?.aborted === true ? 'cancelled' : 'cut';
}

function reasonOf(answer: HttpAnswer): string | undefined {
  if (answer.kind === 'answered') return undefined;
  return answer.kind === 'lost' ? answer.reason : answer.problem.code;
}
