import { type Facts, type Problem, problem } from '../../domain/problem.ts';
import { ERROR_TYPES, OUTAGE_TEXTS, UNAUTHORISED_DETAILS } from '../contract/envelopes.ts';
import type { Answered, LostReason } from './http-answer.ts';
import { limitOf, limitProblem } from './pacing.ts';
import { parseJsonTexts } from './xero-json.ts';
import { isRecord, xeroWords } from './xero-words.ts';

/** Which call an answer belongs to. */
export interface CallName {
  readonly path: string;
  readonly tenantId?: string | undefined;
}

/** Xero refused a token because its half hour is over; a new token and the same call will do. */
export function isTokenExpired(answer: Answered): boolean {
  return (
    answer.httpStatus === 401 && xeroWords(answer).startsWith(UNAUTHORISED_DETAILS.tokenExpired)
  );
}

/** The problem that an answer other than 200 stands for. */
export function refusalOf(answer: Answered, call: CallName): Problem {
  const words = xeroWords(answer);
  const facts = {
    path: call.path,
    tenantId: call.tenantId ?? '',
    httpStatus: answer.httpStatus,
    words,
  };
  const limit = limitOf(answer);
  if (limit !== undefined) return limitProblem(limit, answer.receivedAt, facts);
  if (answer.httpStatus === 401) return unauthorised(words, facts);
  if (answer.httpStatus === 403) return forbidden(words, facts);
  if (answer.httpStatus === 404) return problem('xero_call.not_found', facts);
  if (answer.httpStatus === 413) return problem('xero_call.too_large', facts);
  if (answer.httpStatus >= 500) return unavailable(words, facts);
  if (answer.httpStatus === 400) return badRequest(answer, facts);
  return problem('xero_call.refused', facts);
}

/** The problem of a call that may have reached Xero and brought back no whole answer. */
export function lossOf(reason: LostReason, call: CallName): Problem {
  return problem('xero_call.no_answer', { path: call.path, reason });
}

function unauthorised(words: string, facts: Facts): Problem {
  return words === UNAUTHORISED_DETAILS.authorization
    ? problem('xero_connection.scope_missing', facts)
    : problem('xero_connection.token_refused', facts);
}

function forbidden(words: string, facts: Facts): Problem {
  return words === UNAUTHORISED_DETAILS.authentication
    ? problem('xero_connection.lost', facts)
    : problem('xero_connection.permission_missing', facts);
}

function unavailable(words: string, facts: Facts): Problem {
  return words.startsWith(OUTAGE_TEXTS.organisationOffline)
    ? problem('xero_call.organisation_offline', facts)
    : problem('xero_call.unavailable', facts);
}

const KEY_REUSED = /^Idempotency Key: .* is used with a different request/i;

function badRequest(answer: Answered, facts: Facts): Problem {
  if (KEY_REUSED.test(String(facts.words))) return problem('xero_call.key_reused', facts);
  const body = parseJsonTexts(answer.body);
  const isValidation = isRecord(body) && body.Type === ERROR_TYPES.validation;
  return problem(isValidation ? 'xero_call.validation_failed' : 'xero_call.refused', facts);
}
