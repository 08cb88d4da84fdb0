import { LEVEL_NAMES } from '../../domain/people.ts';
import { listUsersTask, type UserSummary } from '../../tasks/people/users.ts';
import { type Command, done } from '../command.ts';
import { formatTable } from '../text-table.ts';

export const usersList: Command = {
  name: 'users list',
  group: 'Set up',
  summary: 'show who may use the app in the browser',
  about: 'Everybody who may sign in, with what each may do.',
  operands: [],
  options: {},
  emptyJson: { users: [] },
  run: async (invocation) => {
    const { users } = await invocation.withApp(listUsersTask);
    return done({ users }, usersText(users));
  },
};

const COLUMNS = ['User', 'Name', 'Level', 'Added', ''].map((title) => ({ title }));

function usersText(users: readonly UserSummary[]): string {
  if (users.length === 0)
    return 'There is nobody yet. "tieout serve" makes the first administrator.';
  return formatTable(
    COLUMNS,
    users.map((one) => [
      ...[one.user, one.name, LEVEL_NAMES[one.level], one.createdAt.slice(0, 10)],
      remark(one),
    ]),
  );
}

function remark({ isDisabled, hasPassword }: UserSummary): string {
  if (isDisabled) return 'disabled';
  return hasPassword ? '' : 'has not chosen a password yet';
}
