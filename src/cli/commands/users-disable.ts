import { changeUserTask } from '../../tasks/people/users.ts';
import { type Command, done, stopped } from '../command.ts';

const EMPTY = { user: null, isDisabled: null };

export const usersDisable: Command = {
  name: 'users disable',
  group: 'Set up',
  summary: 'keep somebody out of the app, or let in again',
  about: `Whoever is disabled is signed out at once, in every browser, and links to choose a password end.
What that user did stays in the audit trail. The last administrator cannot be disabled.`,
  operands: [{ name: 'USER', about: 'the user id' }],
  options: { undo: { about: 'let the user in again' } },
  emptyJson: EMPTY,
  run: async (invocation) => {
    const change = { isDisabled: !invocation.has('undo') };
    const wanted = { code: invocation.operand(0), change, byLevel: 'administrator' } as const;
    const changed = await invocation.withApp((app) => changeUserTask(app, wanted));
    if (!changed.ok) return stopped(changed.problems, EMPTY);
    const { user, isDisabled } = changed.value;
    const text = isDisabled ? `${user} is kept out from now on.` : `${user} may sign in again.`;
    return done({ user, isDisabled }, text);
  },
};
