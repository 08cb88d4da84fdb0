import { type Problem, problem } from '../../domain/problem.ts';
import type { Answered, HttpAnswer } from './http-answer.ts';
import { type DocumentJudgement, judgeElements, type SentDocument } from './judge-elements.ts';
import { limitOf } from './pacing.ts';
import { type CallName, isTokenExpired, lossOf, refusalOf } from './refusal.ts';
import { parseJsonTexts } from './xero-json.ts';
import { isRecord } from './xero-words.ts';

/**
 * What an answer to `sendDocuments` means for the call.
 *
 * - `notProcessed`: nothing was made; the same bytes under the same key may go after `waitMs`.
 * - `unauthorised`: nothing was made; an expired token is renewed by sending again, once.
 * - `refused`: nothing was made, and the same call would be refused again.
 * - `perDocument`: Xero spoke about each document; in the order in which they were sent.
 * - `unknown`: any of the documents may have been made; look before sending again.
 *
 * @see https://developer.xero.com/documentation/api/accounting/responsecodes
 * @see https://developer.xero.com/documentation/guides/idempotent-requests/idempotency
 */
export type CallJudgement =
  | { readonly kind: 'notProcessed'; readonly problem: Problem; readonly waitMs: number }
  | { readonly kind: 'unauthorised'; readonly problem: Problem; readonly isTokenExpired: boolean }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'perDocument'; readonly documents: readonly DocumentJudgement[] }
  | { readonly kind: 'unknown'; readonly problem: Problem };

/** Judges the answer to one call by the documents that were sent in it. */
export function judgeAnswer(answer: HttpAnswer, sent: readonly SentDocument[]): CallJudgement {
  if (answer.kind === 'notSent') return judgeNotSent(answer.problem);
  if (answer.kind === 'lost') return { kind: 'unknown', problem: lossOf(answer.reason, CALL) };
  if (answer.httpStatus === 200) return judgeList(answer, sent);
  if (answer.httpStatus === 400) return judgeBadRequest(answer, sent);
  const refusal = refusalOf(answer, CALL);
  if (answer.httpStatus === 401) {
    return { kind: 'unauthorised', problem: refusal, isTokenExpired: isTokenExpired(answer) };
  }
  if (answer.httpStatus === 429) {
    return { kind: 'notProcessed', problem: refusal, waitMs: limitOf(answer)?.waitMs ?? 0 };
  }
  const isRefusal = NOT_PROCESSED.includes(answer.httpStatus);
  return { kind: isRefusal ? 'refused' : 'unknown', problem: refusal };
}

const CALL: CallName = { path: 'the documents sent' };

/** Beside 400, 401 and 429, the answers that say that nothing was processed. */
const NOT_PROCESSED = [403, 404, 412, 413];

function judgeNotSent(found: Problem): CallJudgement {
  const canPass = found.retry === 'later' || found.retry === 'now';
  return canPass
    ? { kind: 'notProcessed', problem: found, waitMs: waitBeforeAgain(found) }
    : { kind: 'refused', problem: found };
}

const BACK_OFF_SECONDS = 5;

function waitBeforeAgain(found: Problem): number {
  return Number(found.facts.retryAfterSeconds ?? BACK_OFF_SECONDS) * 1000;
}

const LISTS = ['ManualJournals', 'BankTransactions'];

function judgeList(answer: Answered, sent: readonly SentDocument[]): CallJudgement {
  const body = parseJsonTexts(answer.body);
  const name = isRecord(body) ? LISTS.find((list) => Array.isArray(body[list])) : undefined;
  if (!isRecord(body) || name === undefined) return unexpected('no list of documents');
  return { kind: 'perDocument', documents: judgeElements(body[name], sent) };
}

/**
 * Without `summarizeErrors=false` Xero lists only the elements that it refused and may have saved
 * the others, so these are not known.
 */
function judgeBadRequest(answer: Answered, sent: readonly SentDocument[]): CallJudgement {
  const body = parseJsonTexts(answer.body);
  if (isRecord(body) && Array.isArray(body.Elements) && body.Elements.length > 0) {
    return { kind: 'perDocument', documents: judgeElements(body.Elements, sent) };
  }
  return { kind: 'refused', problem: refusalOf(answer, CALL) };
}

function unexpected(reason: string): CallJudgement {
  const facts = { path: CALL.path, reason };
  return { kind: 'unknown', problem: problem('xero_call.answer_unexpected', facts) };
}
