import { sql, type Transaction } from 'kysely';
import type { UserLevel } from '../domain/people.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import type { Act } from './act.ts';
import { type AppUser, findUser } from './people-reader.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

export interface NewUser {
  readonly code: string;
  readonly name: string;
  readonly level: UserLevel;
}

/** Adds a user who cannot sign in before a password is chosen. Problem: `user.exists`. */
export async function addUser(
  store: Store,
  act: Act,
  { code, name, level }: NewUser,
): Promise<Outcome<AppUser>> {
  const known = code.trim().toUpperCase();
  return store.transact(act, async (tx, audit) => {
    await audit('user.added', subjectOf(known), { level });
    if ((await findUser(tx, known)) !== undefined) {
      return fail(problem('user.exists', { user: known }));
    }
    await tx
      .insertInto('app_user')
      .values({
        ...{ code: known, name, level, mode: 'production', version: 1 },
        ...{ password_hash: null, created_at: act.at, disabled_at: null },
      })
      .execute();
    return succeed((await findUser(tx, known)) as AppUser);
  });
}

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

/** Changes the mode that a user prefers. */
export async function preferMode(
  store: Store,
  act: Act,
  { user, mode }: { user: AppUser; mode: Mode },
): Promise<void> {
  await store.transact(act, async (tx, audit) => {
    await tx
      .updateTable('app_user')
      .set({ mode, version: sql`version + 1` })
      .where('user_id', '=', user.userId)
      .execute();
    await audit('user.mode_preferred', subjectOf(user.code), { mode });
  });
}

/** Disables a user, or lets one in again; a disabled one's sessions end at once. */
export async function setDisabled(
  store: Store,
  act: Act,
  { code, isDisabled }: { code: string; isDisabled: boolean },
): Promise<Outcome<AppUser>> {
  return store.transact(act, async (tx, audit) => {
    const user = await findUser(tx, code);
    await audit(isDisabled ? 'user.disabled' : 'user.enabled', subjectOf(code));
    if (user === undefined) return fail(problem('user.unknown', { user: code }));
    if (isDisabled && (await isLastAdministrator(tx, user))) {
      return fail(problem('user.last_administrator', { user: user.code }));
    }
    await tx
      .updateTable('app_user')
      .set({ disabled_at: isDisabled ? act.at : null, version: sql`version + 1` })
      .where('user_id', '=', user.userId)
      .execute();
    if (isDisabled) await tx.deleteFrom('session').where('user_id', '=', user.userId).execute();
    return succeed({ ...user, isDisabled });
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

async function isLastAdministrator(tx: Transaction<Database>, user: AppUser): Promise<boolean> {
  if (user.level !== 'administrator') return false;
  const others = await tx
    .selectFrom('app_user')
    .select('code')
    .where('level', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .where('user_id', '!=', user.userId)
    .execute();
  return others.length === 0;
}

export function subjectOf(code: string): string {
  return `user/${code}`;
}
