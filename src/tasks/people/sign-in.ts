import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/dates.ts';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
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
  const { store, at } = visit;
  const subjects = [`user ${code.trim().toUpperCase()}`, `address ${visit.address}`];
  const act = actOf(visit, code);
  const waiting = await stillWaiting(visit, subjects);
  if (waiting !== undefined) return fail(problem('sign_in.too_many_tries', waiting));
  const user = await findUser(store.reader, code);
  const kept = user === undefined ? undefined : await findPasswordHash(store.reader, user.userId);
  const fits = await fitsPassword(password, kept);
  if (!fits || user === undefined || user.isDisabled) {
    await noteFailure(store, act, subjects);
    return fail(problem('sign_in.wrong'));
  }
  const secret = randomBytes(32).toString('base64url');
  const endedBefore = earlier(at, LONGEST_MS);
  await beginSession(store, act, { user, sessionHash: hashOf(secret), subjects, endedBefore });
  return succeed({ user, secret });
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

async function stillWaiting(
  { store, at }: Visit,
  subjects: readonly string[],
): Promise<{ tries: number; seconds: number } | undefined> {
  for (const { tries, lastAt } of await findFailures(store.reader, subjects)) {
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (tries - FREE_TRIES), LONGEST_WAIT_MS);
    const remainingMs = Date.parse(lastAt) + waitMs - Date.parse(at);
    if (tries >= FREE_TRIES && remainingMs > 0) {
      return { tries, seconds: Math.ceil(remainingMs / 1000) };
    }
  }
  return undefined;
}

/** Signing in is the same in both modes. */
function actOf({ at }: Visit, code: string): Act {
  return { actor: `user:${code.trim().toUpperCase()}`, mode: 'production', at };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function earlier(at: Instant, byMs: number): string {
  return new Date(Date.parse(at) - byMs).toISOString();
}
