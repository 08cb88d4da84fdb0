import type { DatabaseSync } from 'node:sqlite';
import { immediate } from '../../sqlite/immediate.ts';
import { all, first, run } from '../database/statements.ts';
import { type Answer, internalErrorAnswer, textAnswer } from '../wire/answers.ts';

export const FAULT_KINDS = ['status', 'delay', 'drop', 'cut', 'edit', 'reverse'] as const;
export const FAULT_MOMENTS = ['before', 'after', 'late'] as const;

/**
 * A fault that a test or a person switched on for the next calls that match.
 * - `status`: another answer in place of the real one
 * - `delay`: waits
 * - `drop`: the connection ends without an answer; `late` does the work only after the wait
 * - `cut`: the answer stops half way
 * - `edit`: a text in the answer is replaced
 * - `reverse`: the elements of the answer come in the opposite order
 */
export interface Fault {
  method: string;
  /** Part of the path; blank matches all. */
  path: string;
  kind: (typeof FAULT_KINDS)[number];
  /** Before the work (which then does not happen, except for a delay), or after its commit. */
  moment: (typeof FAULT_MOMENTS)[number];
  remaining: number;
  details: FaultDetails;
}

export interface FaultDetails {
  httpStatus?: number | undefined;
  body?: string | undefined;
  headers?: Record<string, string> | undefined;
  /** Whether the answer is kept under the call's idempotency key, as Xero's own errors are. */
  remember?: boolean | undefined;
  delayMs?: number | undefined;
  find?: string | undefined;
  put?: string | undefined;
}

interface FaultRow {
  fault_id: number;
  method: string;
  path: string;
  kind: Fault['kind'];
  moment: Fault['moment'];
  remaining: number;
  details: string;
}

export function addFault(books: DatabaseSync, fault: Fault): void {
  run(
    books,
    'insert into fault (method, path, kind, moment, remaining, details) values (?, ?, ?, ?, ?, ?)',
    fault.method,
    fault.path,
    fault.kind,
    fault.moment,
    fault.remaining,
    JSON.stringify(fault.details),
  );
}

export function listFaults(books: DatabaseSync): Fault[] {
  return all<FaultRow>(books, 'select * from fault order by fault_id').map(toFault);
}

export function forgetFaults(books: DatabaseSync): void {
  run(books, 'delete from fault');
}

/** The oldest fault that matches, used up by one; undefined as a rule. */
export function takeFault(
  books: DatabaseSync,
  call: { method: string; path: string },
): Fault | undefined {
  if (first(books, 'select 1 from fault limit 1') === undefined) return undefined;
  return immediate(books, () => {
    const row = first<FaultRow>(
      books,
      `select * from fault where remaining > 0 and method in ('*', ?)
         and instr(lower(?), lower(path)) > 0 order by fault_id limit 1`,
      call.method,
      call.path,
    );
    if (row === undefined) return undefined;
    run(books, 'update fault set remaining = remaining - 1 where fault_id = ?', row.fault_id);
    return toFault(row);
  });
}

function toFault(row: FaultRow): Fault {
  const { method, path, kind, moment, remaining } = row;
  const details = JSON.parse(row.details) as FaultDetails;
  return { method, path, kind, moment, remaining, details };
}

/** The answer that a `status` fault gives. */
export function faultAnswer(details: FaultDetails): Answer {
  const httpStatus = details.httpStatus ?? 500;
  const isInternal = httpStatus === 500 && details.body === undefined;
  const answer = isInternal ? internalErrorAnswer() : textAnswer(httpStatus, details.body ?? '');
  return { ...answer, headers: { ...answer.headers, ...details.headers } };
}

/** What `edit` and `reverse` make of a real answer. */
export function distorted(fault: Fault, answer: Answer): Answer {
  if (typeof answer.body !== 'string') return answer;
  if (fault.kind === 'edit') {
    const { find = '', put = '' } = fault.details;
    return { ...answer, body: find === '' ? answer.body : answer.body.replaceAll(find, put) };
  }
  if (fault.kind !== 'reverse') return answer;
  const parsed = JSON.parse(answer.body) as Record<string, unknown>;
  const reversed = Object.entries(parsed).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.toReversed() : value,
  ]);
  return { ...answer, body: JSON.stringify(Object.fromEntries(reversed)) };
}
