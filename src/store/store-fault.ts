import { problem } from '../domain/problem.ts';
import type { ProblemCode } from '../domain/problems/index.ts';
import { Refusal } from './refusal.ts';

/** Primary result codes of SQLite. @see https://sqlite.org/rescode.html */
const OF_SQLITE: Readonly<Record<number, ProblemCode>> = {
  5: 'store.busy',
  8: 'store.disk_broken',
  10: 'store.disk_broken',
  13: 'store.disk_full',
};

/** States of PostgreSQL. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const OF_POSTGRES: readonly (readonly [states: RegExp, code: ProblemCode])[] = [
  [/^(?:40001|40P01)$/, 'store.collision'],
  [/^53100$/, 'store.disk_full'],
  [/^58030$/, 'store.disk_broken'],
  [/^(?:08...|25P03|57P0.|57014|53300)$/, 'database.not_usable'],
  [/^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/, 'database.not_usable'],
];

/** What the driver says without any code when a server is gone, or silent. */
const GONE =
  /^(?:Connection terminated|timeout exceeded|Query read timeout|Client has encountered)/;

/**
 * The same error as a `Refusal` where the machine, the network or another program is the cause; any
 * other error as it is.
 */
export function asRefusal(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  return new Refusal(problem(code, { place, host: place, reason: reasonOf(error) }));
}

/** One that failed at each of several addresses has no words of its own. */
function reasonOf({ message, code }: Error & { code?: unknown }): string {
  return message === '' ? String(code) : message;
}

function codeOf(error: Error & { code?: unknown; errcode?: unknown }): ProblemCode | undefined {
  if (typeof error.errcode === 'number') return OF_SQLITE[error.errcode & 0xff];
  if (GONE.test(error.message)) return 'database.not_usable';
  const state = typeof error.code === 'string' ? error.code : '';
  return OF_POSTGRES.find(([states]) => states.test(state))?.[1];
}
