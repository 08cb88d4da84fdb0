import { createHash, randomBytes } from 'node:crypto';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import type { Act } from '../../store/act.ts';
import { choosePassword, keepPasswordLink } from '../../store/passwords.ts';
import { findUser, listUsers } from '../../store/people-reader.ts';
import { addUser } from '../../store/people-writer.ts';
import type { Store } from '../../store/store.ts';
import { checkPassword, hashPassword } from './password.ts';

const VALID_HOURS = 24;

/**
 * A secret with which the first administrator chooses a password, as long as nobody can sign in.
 * Undefined once somebody can.
 */
export async function firstAdministratorTask(store: Store, act: Act): Promise<string | undefined> {
  const users = await listUsers(store.reader);
  if (users.some(({ hasPassword, isDisabled }) => hasPassword && !isDisabled)) return undefined;
  const first = users.find(({ code }) => code === FIRST.code);
  if (first === undefined) await addUser(store, act, FIRST);
  const link = await makePasswordLinkTask(store, act, FIRST.code);
  return link.ok ? link.value : undefined;
}

const FIRST = { code: 'ADMIN', name: 'Administrator', level: 'administrator' } as const;

/** A secret with which a user chooses a password once. Problem: `user.unknown`. */
export async function makePasswordLinkTask(
  store: Store,
  act: Act,
  code: string,
): Promise<Outcome<string>> {
  const user = await findUser(store.reader, code);
  if (user === undefined) return fail(problem('user.unknown', { user: code }));
  const secret = randomBytes(32).toString('base64url');
  await keepPasswordLink(store, act, { user, linkHash: hashOf(secret) });
  return succeed(secret);
}

/** Chooses a password by such a secret. Problems: `password.too_short`, `.too_long`, `link.not_valid`. */
export async function choosePasswordTask(
  store: Store,
  act: Act,
  { secret, password }: { secret: string; password: string },
): Promise<Outcome<{ code: string }>> {
  const wrong = checkPassword(password);
  if (wrong.length > 0) return fail(...wrong);
  const madeAfter = new Date(Date.parse(act.at) - VALID_HOURS * 3_600_000).toISOString();
  const passwordHash = await hashPassword(password);
  const wanted = { linkHash: hashOf(secret), passwordHash, madeAfter, hours: VALID_HOURS };
  return choosePassword(store, act, wanted);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
