import { findMarkers } from '../domain/marker.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { loadSettings } from '../store/catalog-reader.ts';
import {
  addRequests,
  findRequest,
  type LoggedRequest,
  listRequestHeads,
  listRequests,
  type NewLoggedRequest,
  type RequestHead,
} from '../store/request-log.ts';
import { type CallRecord, laterInstant } from '../xero/client/effects.ts';
import type { TaskContext } from './task-context.ts';

/** Collects the calls of a program and writes them down by the hundred, and at its end. */
export interface RequestLog {
  note(call: CallRecord): void;
  flush(): Promise<void>;
}

const AT_ONCE = 100;
const KEPT_DAYS = 30;
const LONGEST_BODY = 50_000;

export function createRequestLog(context: Pick<TaskContext, 'store' | 'act'>): RequestLog {
  let waiting: NewLoggedRequest[] = [];
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const { logAllRequests } = await loadSettings(context.store.reader);
    const requests = waiting.filter((one) => logAllRequests || hasFailed(one));
    waiting = [];
    if (requests.length === 0) return;
    const act = context.act();
    const keptFrom = laterInstant(act.at, -KEPT_DAYS * 86_400_000);
    await addRequests(context.store, act, { requests, keptFrom });
  };
  const flush = (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };
  return {
    note: (call) => {
      waiting.push(rowOf(call));
      if (waiting.length % AT_ONCE === 0) void flush();
    },
    flush,
  };
}

/** The newest calls first. */
export function showRequests(
  { store, mode }: TaskContext,
  wanted: { limit: number; onlyFailed: boolean },
): Promise<LoggedRequest[]> {
  return listRequests(store.reader, { mode, ...wanted });
}

const ON_A_PAGE = 100;

/** A page of the log, the newest calls first, with those that were made a moment ago. */
export async function requestsPageTask(
  { store, mode, writeRequestLog }: TaskContext,
  { onlyFailed, after }: { onlyFailed: boolean; after: number | undefined },
): Promise<{ rows: RequestHead[]; next: number | null }> {
  await writeRequestLog();
  const wanted = { mode, limit: ON_A_PAGE, onlyFailed, before: after };
  const rows = await listRequestHeads(store.reader, wanted);
  const next = rows.length < ON_A_PAGE ? null : (rows.at(-1)?.request_id ?? null);
  return { rows, next };
}

/** One call, with what was sent and answered. */
export async function showRequestTask(
  { store, mode }: TaskContext,
  requestId: number,
): Promise<Outcome<LoggedRequest>> {
  const found = await findRequest(store.reader, { mode, requestId });
  if (found === undefined) return fail(problem('logged_request.unknown', { requestId }));
  return succeed(found);
}

function hasFailed({ http_status: httpStatus = null }: NewLoggedRequest): boolean {
  return httpStatus === null || httpStatus >= 400;
}

function rowOf(call: CallRecord): NewLoggedRequest {
  const markers = findMarkers(call.requestBody);
  const [first = ''] = markers;
  return {
    at: call.startedAt,
    export_id: first.slice(1, Math.max(1, first.lastIndexOf('/'))),
    documents: new Set(markers).size,
    method: call.method,
    path: call.path,
    tenant_id: call.tenantId ?? '',
    outcome: call.outcome,
    http_status: call.httpStatus ?? null,
    reason: call.reason ?? '',
    duration_ms: Math.round(call.durationMs),
    minute_left: call.minuteLeft ?? null,
    day_left: call.dayLeft ?? null,
    correlation_id: call.correlationId ?? '',
    request_body: cut(call.requestBody),
    answer_body: cut(call.answerBody),
  };
}

function cut(body: string): string {
  const more = body.length - LONGEST_BODY;
  return more > 0 ? `${body.slice(0, LONGEST_BODY)}… and ${more} more characters` : body;
}
