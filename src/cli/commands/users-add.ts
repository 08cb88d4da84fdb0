import { LEVEL_NAMES, USER_LEVELS, type UserLevel } from '../../domain/people.ts';
import { addUserTask } from '../../tasks/people/users.ts';
import { type Command, WrongUsage } from '../command.ts';
import { EMPTY_LINK, linkReport } from './user-link.ts';

const LEVELS = USER_LEVELS.map((level) => `${level} (${LEVEL_NAMES[level]})`).join(',\n');

export const usersAdd: Command = {
  name: 'users add',
  group: 'Set up',
  summary: 'add somebody who may use the app in the browser',
  about: `Prints a link with which that person chooses a password: it works once, for a day. Hand it over
in a way that nobody else can read. Levels:
${LEVELS}.`,
  operands: [{ name: 'USER', about: 'user id to sign in with, such as ANN' }],
  options: {
    name: { value: 'NAME', about: 'the name as people know it (default: the user id)' },
    level: { value: 'LEVEL', about: 'what the user may do (default: normal)' },
  },
  emptyJson: EMPTY_LINK,
  run: async (invocation) => {
    const level = levelOf(invocation.text('level') ?? 'normal');
    const [code, name] = [invocation.operand(0), invocation.text('name') ?? ''];
    const wanted = { code, name, level, byLevel: 'administrator' } as const;
    return linkReport(await invocation.withApp((app) => addUserTask(app, wanted)));
  },
};

function levelOf(text: string): UserLevel {
  const level = USER_LEVELS.find((one) => one.toLowerCase() === text.toLowerCase());
  if (level !== undefined) return level;
  throw new WrongUsage(`There is no level "${text}".`, `Write one of ${USER_LEVELS.join(', ')}.`);
}
