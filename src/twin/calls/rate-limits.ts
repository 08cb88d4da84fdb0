import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { immediate } from '../../sqlite/immediate.ts';
import {
  APP_CALLS_PER_MINUTE,
  CALLS_PER_DAY,
  CALLS_PER_MINUTE,
  MAX_CALLS_AT_ONCE,
} from '../../xero/contract/limits.ts';
import type { Behaviours } from '../behaviours.ts';
import { readProperty, writeProperty } from '../database/properties.ts';
import { first, run } from '../database/statements.ts';

export interface Limits {
  concurrent: number;
  minute: number;
  day: number;
  appMinute: number;
}

/** As Xero has them above the Starter tier. */
export const XERO_LIMITS: Limits = {
  concurrent: MAX_CALLS_AT_ONCE,
  minute: CALLS_PER_MINUTE,
  day: CALLS_PER_DAY,
  appMinute: APP_CALLS_PER_MINUTE,
};

const PROPERTY = 'limits';

export function readLimits(books: DatabaseSync): Limits {
  return { ...XERO_LIMITS, ...readProperty<Partial<Limits>>(books, PROPERTY) };
}

export function areLimitsChanged(books: DatabaseSync): boolean {
  const limits = Object.entries(readLimits(books));
  return limits.some(([name, limit]) => limit !== XERO_LIMITS[name as keyof Limits]);
}

export function changeLimits(books: DatabaseSync, wanted: Partial<Limits>): void {
  writeProperty(books, PROPERTY, { ...readLimits(books), ...wanted });
}

export interface Admission {
  /** Undefined when refused. */
  callId: string | undefined;
  /** The three headers of every answer, and those of a refusal. */
  headers: Record<string, string>;
}

export interface Caller {
  clientId: string;
  tenantId: string;
  now: number;
  limits: Limits;
  behaviours: Behaviours;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A call that never ended belongs to a process that died. */
const LONGEST_CALL_MS = 600_000;

/** Counts the call in, or refuses it; what is refused counts against no window. */
export function admit(traffic: DatabaseSync, caller: Caller): Admission {
  return immediate(traffic, () => {
    const scope = `${caller.clientId}/${caller.tenantId}`;
    const startOffset = Number.parseInt(caller.tenantId.slice(0, 8), 16) || 0;
    const day = window(traffic, { scope, kind: 'day', length: DAY_MS, startOffset }, caller.now);
    const minute = window(
      traffic,
      { scope, kind: 'minute', length: MINUTE_MS, startOffset },
      caller.now,
    );
    const appMinute = window(
      traffic,
      { scope: caller.clientId, kind: 'appMinute', length: MINUTE_MS, startOffset: 0 },
      caller.now,
    );
    const refusal = refusalHeaders(caller, {
      running: callsInProgress(traffic, scope),
      minute,
      day,
      appMinute,
    });
    const windows = [day, minute, appMinute];
    if (refusal === undefined) for (const each of windows) countIn(traffic, each);
    const headers = {
      'x-daylimit-remaining': remaining(caller.limits.day, day),
      'x-minlimit-remaining': remaining(caller.limits.minute, minute),
      'x-appminlimit-remaining': remaining(caller.limits.appMinute, appMinute),
      ...refusal,
    };
    if (refusal !== undefined) return { callId: undefined, headers };
    const callId = randomUUID();
    run(traffic, 'insert into call_in_progress values (?, ?, ?)', callId, scope, Date.now());
    return { callId, headers };
  });
}

/** Counts the call out again. */
export function leave(traffic: DatabaseSync, callId: string): void {
  run(traffic, 'delete from call_in_progress where call_id = ?', callId);
}

interface WindowKey {
  scope: string;
  kind: string;
  length: number;
  startOffset: number;
}

interface Window extends WindowKey {
  windowNumber: number;
  used: number;
  secondsLeft: number;
}

/** Windows are fixed, and start at another moment for each tenant. */
function window(traffic: DatabaseSync, key: WindowKey, now: number): Window {
  const shifted = now - (key.startOffset % key.length);
  const windowNumber = Math.floor(shifted / key.length);
  const row = first<{ used: number }>(
    traffic,
    'select used from rate_window where scope = ? and kind = ? and window_number = ?',
    key.scope,
    key.kind,
    windowNumber,
  );
  const secondsLeft = Math.ceil(((windowNumber + 1) * key.length - shifted) / 1000);
  return { ...key, windowNumber, used: row?.used ?? 0, secondsLeft };
}

function countIn(traffic: DatabaseSync, counted: Window): void {
  counted.used += 1;
  run(
    traffic,
    `insert into rate_window values (?, ?, ?, ?) on conflict (scope, kind)
     do update set window_number = excluded.window_number, used = excluded.used`,
    counted.scope,
    counted.kind,
    counted.windowNumber,
    counted.used,
  );
}

function callsInProgress(traffic: DatabaseSync, scope: string): number {
  const row = first<{ calls: number }>(
    traffic,
    'select count(*) calls from call_in_progress where scope = ? and started_at > ?',
    scope,
    Date.now() - LONGEST_CALL_MS,
  );
  return row?.calls ?? 0;
}

function refusalHeaders(
  caller: Caller,
  state: { running: number; minute: Window; day: Window; appMinute: Window },
): Record<string, string> | undefined {
  const { behaviours, limits } = caller;
  if (state.day.used >= limits.day) return refused('day', state.day);
  if (state.minute.used >= limits.minute) return refused('minute', state.minute);
  if (state.appMinute.used >= limits.appMinute) {
    return refused(behaviours.appMinuteProblemName, state.appMinute);
  }
  if (state.running >= limits.concurrent) {
    return { 'x-rate-limit-problem': behaviours.concurrentProblemName };
  }
  return undefined;
}

function refused(problem: string, full: Window): Record<string, string> {
  return { 'x-rate-limit-problem': problem, 'retry-after': String(full.secondsLeft) };
}

function remaining(limit: number, counted: Window): string {
  return String(Math.max(0, limit - counted.used));
}
