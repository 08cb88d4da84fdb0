import type { DatabaseSync } from 'node:sqlite';
import { all, run } from '../database/statements.ts';

export interface CallCount {
  method: string;
  /** The endpoint's path, with its parameters' names in place of ids. */
  path: string;
  http_status: number;
  calls: number;
}

export function countCall(
  traffic: DatabaseSync,
  call: { method: string; path: string; httpStatus: number },
): void {
  run(
    traffic,
    `insert into call_count values (?, ?, ?, 1)
     on conflict (method, path, http_status) do update set calls = calls + 1`,
    call.method,
    call.path,
    call.httpStatus,
  );
}

export function listCallCounts(traffic: DatabaseSync): CallCount[] {
  return all<CallCount>(traffic, 'select * from call_count order by path, method, http_status');
}

export function forgetCallCounts(traffic: DatabaseSync): void {
  run(traffic, 'delete from call_count');
}
