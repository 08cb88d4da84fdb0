import { sql, type Transaction } from 'kysely';
import { mayAdminister, type UserLevel } from '../domain/people.ts';
import {
  type Facts,
  fail,
  type Outcome,
  type Problem,
  problem,
  succeed,
} from '../domain/problem.ts';
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

/** What of a user is changed; what is missing stays. */
export interface UserChange {
  readonly name?: string | undefined;
  readonly level?: UserLevel | undefined;
  readonly isDisabled?: boolean | undefined;
}

export interface WantedChange {
  readonly code: string;
  readonly change: UserChange;
  /** Level of who asks for it. */
  readonly byLevel: UserLevel;
  /** The version that was looked at; without it whatever is there is changed. */
  readonly basedOn?: number | undefined;
}

/**
 * Changes a user. A disabled one's sessions and links end at once, and so do the links of one whose
 * level changes. Problems: `user.unknown`, `record.changed_meanwhile`, `user.above_level`,
 * `user.last_administrator`.
 */
export async function changeUser(
  store: Store,
  act: Act,
  wanted: WantedChange,
): Promise<Outcome<AppUser>> {
  const { code, change } = wanted;
  return store.transact(act, async (tx, audit) => {
    const user = await findUser(tx, code);
    await audit('user.changed', subjectOf(user?.code ?? code), factsOf(change));
    if (user === undefined) return fail(problem('user.unknown', { user: code }));
    const refused = await refusalOf({ tx, engine: store.engine }, user, wanted);
    if (refused !== undefined) return fail(refused);
    await write(tx, act, { user, change });
    return succeed((await findUser(tx, user.code)) as AppUser);
  });
}

function factsOf({ name, level, isDisabled }: UserChange): Facts {
  return {
    ...(name === undefined ? {} : { name }),
    ...(level === undefined ? {} : { level }),
    ...(isDisabled === undefined ? {} : { disabled: isDisabled ? 'yes' : 'no' }),
  };
}

type Writing = { readonly tx: Transaction<Database>; readonly engine: Store['engine'] };

async function refusalOf(
  writing: Writing,
  user: AppUser,
  { change, byLevel, basedOn }: WantedChange,
): Promise<Problem | undefined> {
  if (basedOn !== undefined && basedOn !== user.version) {
    return problem('record.changed_meanwhile', { what: `The user ${user.code}` });
  }
  const level = change.level ?? user.level;
  if (!mayAdminister(byLevel, user.level) || !mayAdminister(byLevel, level)) {
    return problem('user.above_level', { user: user.code });
  }
  const isLost = level !== 'administrator' || change.isDisabled === true;
  if (isLost && (await isLastAdministrator(writing, user))) {
    return problem('user.last_administrator', { user: user.code });
  }
  return undefined;
}

/** Whether nobody else could administer any more; two who disable each other wait for each other. */
async function isLastAdministrator({ tx, engine }: Writing, user: AppUser): Promise<boolean> {
  if (user.level !== 'administrator') return false;
  const able = await tx
    .selectFrom('app_user')
    .select('code')
    .where('level', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .where('password_hash', 'is not', null)
    .orderBy('user_id')
    .$if(engine === 'postgres', (query) => query.forUpdate())
    .execute();
  return able.every(({ code }) => code === user.code);
}

async function write(
  tx: Transaction<Database>,
  act: Act,
  { user, change }: { user: AppUser; change: UserChange },
): Promise<void> {
  const { name = user.name, level = user.level, isDisabled = user.isDisabled } = change;
  await tx
    .updateTable('app_user')
    .set({ name, level, version: sql`version + 1` })
    .$if(isDisabled !== user.isDisabled, (query) =>
      query.set({ disabled_at: isDisabled ? act.at : null }),
    )
    .where('user_id', '=', user.userId)
    .execute();
  const { userId } = user;
  if (isDisabled) await tx.deleteFrom('session').where('user_id', '=', userId).execute();
  if (isDisabled || level !== user.level) {
    await tx.deleteFrom('password_link').where('user_id', '=', userId).execute();
  }
}

export function subjectOf(code: string): string {
  return `user/${code}`;
}
