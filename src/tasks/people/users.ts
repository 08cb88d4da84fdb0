import { mayAdminister, parseUserCode, type UserLevel } from '../../domain/people.ts';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import { loadSettings } from '../../store/catalog-reader.ts';
import { type AppUser, findUser, listUsers } from '../../store/people-reader.ts';
import { addUser, changeUser, type NewUser, type WantedChange } from '../../store/people-writer.ts';
import type { TaskContext } from '../task-context.ts';
import { makePasswordLinkTask } from './password-link.ts';

/** Somebody who may sign in, as people see it. */
export interface UserSummary {
  readonly user: string;
  readonly name: string;
  readonly level: UserLevel;
  readonly isDisabled: boolean;
  /** False until the one-time link was used. */
  readonly hasPassword: boolean;
  readonly createdAt: string;
  /** What was looked at, for a change that is based on it. */
  readonly version: string;
}

/** A user with the link, good for one use, with which a password is chosen. */
export interface UserLink {
  readonly user: string;
  readonly link: string;
}

/** In whose name users are administered. */
type Asking = { readonly byLevel: UserLevel };

/** Everybody who may sign in, or might again. */
export async function listUsersTask({ store }: TaskContext): Promise<{ users: UserSummary[] }> {
  return { users: (await listUsers(store.reader)).map(summaryOf) };
}

/** Adds a user. Problems: `user.id_not_usable`, `user.above_level`, `user.exists`. */
export async function addUserTask(
  context: TaskContext,
  { byLevel, ...wanted }: NewUser & Asking,
): Promise<Outcome<UserLink>> {
  const code = parseUserCode(wanted.code);
  if (code === undefined) return fail(problem('user.id_not_usable', { user: wanted.code }));
  if (!mayAdminister(byLevel, wanted.level)) {
    return fail(problem('user.above_level', { user: code }));
  }
  const name = wanted.name.trim() || code;
  const added = await addUser(context.store, context.act(), { ...wanted, code, name });
  return added.ok ? linkFor(context, added.value) : added;
}

/** A new link for somebody; older ones end. Problems: `user.unknown`, `user.above_level`. */
export async function resetPasswordTask(
  context: TaskContext,
  { code, byLevel }: { code: string } & Asking,
): Promise<Outcome<UserLink>> {
  const user = await findUser(context.store.reader, code);
  if (user === undefined) return fail(problem('user.unknown', { user: code }));
  if (!mayAdminister(byLevel, user.level)) {
    return fail(problem('user.above_level', { user: user.code }));
  }
  return linkFor(context, user);
}

/** Changes name, level, or whether somebody may sign in. Problems: those of `changeUser`. */
export async function changeUserTask(
  { store, act }: TaskContext,
  wanted: WantedChange,
): Promise<Outcome<UserSummary>> {
  const changed = await changeUser(store, act(), wanted);
  return changed.ok ? succeed(summaryOf(changed.value)) : changed;
}

async function linkFor(context: TaskContext, { code }: AppUser): Promise<Outcome<UserLink>> {
  const secret = await makePasswordLinkTask(context.store, context.act(), code);
  if (!secret.ok) return secret;
  const { publicAddress } = await loadSettings(context.store.reader);
  const address = publicAddress.replace(/\/$/, '');
  return succeed({ user: code, link: `${address}/password#${secret.value}` });
}

function summaryOf(user: AppUser): UserSummary {
  const { code, name, level, isDisabled, hasPassword, createdAt, version } = user;
  const seen = { isDisabled, hasPassword, createdAt, version: String(version) };
  return { user: code, name, level, ...seen };
}
