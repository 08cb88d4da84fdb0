import { sql, type Transaction } from 'kysely';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { type AppUser, findUser } from './people-reader.ts';
import { subjectOf } from './people-writer.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

/** Keeps a link by which a user chooses a password; older links of the user end. */
export async function keepPasswordLink(
  store: Store,
  act: Act,
  { user, linkHash }: { user: AppUser; linkHash: string },
): Promise<void> {
  await store.transact(act, async (tx, audit) => {
    await tx.deleteFrom('password_link').where('user_id', '=', user.userId).execute();
    const row = { link_hash: linkHash, user_id: user.userId, made_at: act.at };
    await tx.insertInto('password_link').values(row).execute();
    await audit('user.link_made', subjectOf(user.code));
  });
}

/** Uses a link up and sets the password; every session of the user ends. Problem: `link.not_valid`. */
export async function choosePassword(
  store: Store,
  act: Act,
  wanted: { linkHash: string; passwordHash: string; madeAfter: string; hours: number },
): Promise<Outcome<{ code: string }>> {
  return store.transact(act, async (tx, audit) => {
    const row = await tx
      .deleteFrom('password_link')
      .where('link_hash', '=', wanted.linkHash)
      .returning(['user_id', 'made_at'])
      .executeTakeFirst();
    if (row === undefined || row.made_at < wanted.madeAfter) {
      await audit('user.link_refused', 'user');
      return fail(problem('link.not_valid', { hours: wanted.hours }));
    }
    const { code } = await setPassword(tx, row.user_id, wanted.passwordHash);
    await audit('user.password_chosen', subjectOf(code));
    return succeed({ code });
  });
}

/** Sets somebody's password in place of a known one; every session and link of the user ends. */
export async function replacePassword(
  store: Store,
  act: Act,
  { code, passwordHash }: { code: string; passwordHash: string },
): Promise<Outcome<AppUser>> {
  return store.transact(act, async (tx, audit) => {
    const user = await findUser(tx, code);
    await audit('user.password_changed', subjectOf(code));
    if (user === undefined) return fail(problem('user.unknown', { user: code }));
    await tx.deleteFrom('password_link').where('user_id', '=', user.userId).execute();
    await setPassword(tx, user.userId, passwordHash);
    return succeed(user);
  });
}

async function setPassword(
  tx: Transaction<Database>,
  userId: number,
  passwordHash: string,
): Promise<{ code: string }> {
  await tx.deleteFrom('session').where('user_id', '=', userId).execute();
  return tx
    .updateTable('app_user')
    .set({ password_hash: passwordHash, version: sql`version + 1` })
    .where('user_id', '=', userId)
    .returning('code')
    .executeTakeFirstOrThrow();
}
