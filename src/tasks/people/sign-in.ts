import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/dates.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import type { Act } from '../../store/act.ts';
import {
  type AppUser,
  findFailures,
  findPasswordHash,
  findSession,
  findUser,
} from '../../store/people-reader.ts';
import { beginSession, endSession, noteFailure, touchSession } from '../../store/sessions.ts';
import type { Store } from '../../store/store.ts';
import { fitsPassword } from './password.ts';

/** A session ends after so long without a request, and in any case after a working day. */
const IDLE_MS = 60 * 60_000;
const LONGEST_MS = 12 * 3_600_000;
/** Not every request needs a row in the audit trail. */
const TOUCH_MS = 5 * 60_000;
/** Tries that cost nothing; each one more doubles the wait. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Where a request comes from and when. */
export interface Visit {
  readonly store: Store;
  readonly at: Instant;
  readonly address: string;
}

/**
 * Signs somebody in and gives the secret of the new session. Problems: `sign_in.wrong`, the same
 * for a wrong id, a wrong password and a disabled user; `sign_in.too_many_tries`.
 */
export async function signInTask(
  visit: Visit,
  { code, password }: { code: string; password: string },
): Promise<Outcome<{ user: AppUser; secret: string }>> {
  const { reader } = visit.store;
  const user = await findUser(reader, code);
  const name = user?.code ?? strangerOf(code);
  const waiting = await stillWaiting(visit, name);
  if (waiting !== undefined) return fail(waiting);
  const kept = user === undefined ? undefined : await findPasswordHash(reader, user.userId);
  const fits = await fitsPassword(password, kept);
  if (!fits || user === undefined || user.isDisabled) {
    await refuseVisit(visit, name);
    return fail(problem('sign_in.wrong'));
  }
  return succeed({ user, secret: await beginVisit(visit, user) });
}

/** Begins a session and gives its secret; wrong passwords before it are forgotten. */
export async function beginVisit(visit: Visit, user: AppUser): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await beginSession(visit.store, actOf(visit, user.code), {
    ...{ user, sessionHash: hashOf(secret), subjects: subjectsOf(visit, user.code) },
    endedBefore: earlier(visit.at, LONGEST_MS),
  });
  return secret;
}

/** Counts a wrong password. */
export async function refuseVisit(visit: Visit, code: string): Promise<void> {
  await noteFailure(visit.store, actOf(visit, code), subjectsOf(visit, code));
}

/** Who a session belongs to; undefined where it is over or never was. */
export async function userOfSession(visit: Visit, secret: string): Promise<AppUser | undefined> {
  const { store, at } = visit;
  const sessionHash = hashOf(secret);
  const found = await findSession(store.reader, sessionHash);
  if (found === undefined) return undefined;
  const { user, startedAt, lastSeenAt } = found;
  if (lastSeenAt < earlier(at, IDLE_MS) || startedAt < earlier(at, LONGEST_MS)) return undefined;
  if (lastSeenAt < earlier(at, TOUCH_MS)) {
    await touchSession(store, actOf(visit, user.code), { code: user.code, sessionHash });
  }
  return user;
}

/** Signs somebody out. */
export async function signOutTask(visit: Visit, user: AppUser, secret: string): Promise<void> {
  const { code } = user;
  await endSession(visit.store, actOf(visit, code), { code, sessionHash: hashOf(secret) });
}

/** The problem of who was wrong too often and has to wait. */
export async function stillWaiting(visit: Visit, code: string): Promise<Problem | undefined> {
  const { store, at } = visit;
  for (const { tries, lastAt } of await findFailures(store.reader, subjectsOf(visit, code))) {
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (tries - FREE_TRIES), LONGEST_WAIT_MS);
    const remainingMs = Date.parse(lastAt) + waitMs - Date.parse(at);
    if (tries >= FREE_TRIES && remainingMs > 0) {
      return problem('sign_in.too_many_tries', { tries, seconds: Math.ceil(remainingMs / 1000) });
    }
  }
  return undefined;
}

function subjectsOf({ address }: Visit, code: string): string[] {
  return [`user ${code}`, `address ${address}`];
}

/** Stands for an id that nobody has: it may be a password that was typed into the wrong field. */
function strangerOf(code: string): string {
  return `?${hashOf(code.trim().toUpperCase()).slice(0, 16)}`;
}

/** Signing in is the same in both modes. */
function actOf({ at }: Visit, code: string): Act {
  return { actor: `user:${code}`, mode: 'production', at };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function earlier(at: Instant, byMs: number): string {
  return new Date(Date.parse(at) - byMs).toISOString();
}
