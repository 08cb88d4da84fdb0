import { createHash } from 'node:crypto';
import { MAX_IDEMPOTENCY_KEY_LENGTH } from '../../xero/contract/limits.ts';
import { first, run } from '../database/statements.ts';
import { message } from '../messages.ts';
import { type Answer, validationRefusal } from '../wire/answers.ts';
import type { Call } from './call.ts';

/**
 * What tells one request from another.
 * https://developer.xero.com/documentation/guides/idempotent-requests/idempotency
 */
export interface KeyedRequest {
  idempotencyKey: string;
  method: string;
  url: string;
}

interface RememberedRow {
  request_hash: string;
  first_at: number;
  http_status: number;
  headers: string;
  body: string | null;
}

/**
 * Answers a keyed request once: a repeat within the key's life gets the first answer, errors
 * included; another request under the same key is refused. Runs inside the call's transaction.
 */
export function answerOnce(call: Call, request: KeyedRequest, work: () => Answer): Answer {
  const { idempotencyKey } = request;
  const { length } = idempotencyKey;
  if (length > MAX_IDEMPOTENCY_KEY_LENGTH) {
    throw validationRefusal(message('idempotencyTooLong', idempotencyKey, length));
  }
  const lifeMs = Number(call.behaviours.idempotencyMinutes) * 60_000;
  run(call.books, 'delete from remembered_answer where first_at <= ?', call.now - lifeMs);
  const requestHash = hashOf(request, call.bodyBytes);
  const remembered = first<RememberedRow>(
    call.books,
    'select * from remembered_answer where client_id = ? and idempotency_key = ?',
    call.app.client_id,
    idempotencyKey,
  );
  if (remembered !== undefined) {
    if (remembered.request_hash === requestHash) return rememberedAnswer(remembered);
    throw validationRefusal(message('idempotencyClash', idempotencyKey));
  }
  const answer = work();
  if (lifeMs > 0 && isRemembered(call, answer))
    remember(call, { idempotencyKey, requestHash }, answer);
  return answer;
}

function isRemembered(call: Call, answer: Answer): boolean {
  return answer.httpStatus < 500 || call.behaviours.rememberInternalErrors === 'yes';
}

function hashOf(request: KeyedRequest, body: Buffer): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(body)
    .digest('base64url');
}

function remember(
  call: Call,
  request: { idempotencyKey: string; requestHash: string },
  answer: Answer,
): void {
  run(
    call.books,
    'insert into remembered_answer values (?, ?, ?, ?, ?, ?, ?)',
    call.app.client_id,
    request.idempotencyKey,
    request.requestHash,
    call.now,
    answer.httpStatus,
    JSON.stringify(answer.headers),
    answer.body?.toString() ?? null,
  );
}

function rememberedAnswer(row: RememberedRow): Answer {
  const headers = JSON.parse(row.headers) as Record<string, string>;
  return { httpStatus: row.http_status, headers, body: row.body ?? undefined };
}
