import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import { replacePassword } from '../../store/passwords.ts';
import { type AppUser, findPasswordHash } from '../../store/people-reader.ts';
import { checkPassword, fitsPassword, hashPassword } from './password.ts';
import { beginVisit, refuseVisit, stillWaiting, type Visit } from './sign-in.ts';

/**
 * Changes one's own password by the present one. Every session of the user ends; the secret is that
 * of a new one, for the browser in which it was done. Problems: `password.current_wrong`,
 * `.too_short`, `.too_long`, `sign_in.too_many_tries`.
 */
export async function changePasswordTask(
  visit: Visit,
  { user, current, password }: { user: AppUser; current: string; password: string },
): Promise<Outcome<{ secret: string }>> {
  const { code } = user;
  const waiting = await stillWaiting(visit, code);
  if (waiting !== undefined) return fail(waiting);
  const kept = await findPasswordHash(visit.store.reader, user.userId);
  if (!(await fitsPassword(current, kept))) {
    await refuseVisit(visit, code);
    return fail(problem('password.current_wrong'));
  }
  const wrong = checkPassword(password);
  if (wrong.length > 0) return fail(...wrong);
  const passwordHash = await hashPassword(password);
  const act = { actor: `user:${code}`, mode: 'production', at: visit.at } as const;
  const replaced = await replacePassword(visit.store, act, { code, passwordHash });
  return replaced.ok ? succeed({ secret: await beginVisit(visit, replaced.value) }) : replaced;
}
