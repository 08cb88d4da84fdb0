import { resetPasswordTask } from '../../tasks/people/users.ts';
import type { Command } from '../command.ts';
import { EMPTY_LINK, linkReport } from './user-link.ts';

export const usersResetPassword: Command = {
  name: 'users reset-password',
  group: 'Set up',
  summary: 'give somebody a new link to choose a password',
  about: `For whoever forgot a password, or let a link grow old. The link works once, for a day; links given
out before end at once, the password only when a new one is chosen. Where the old one may be known
to others, disable the user first.`,
  operands: [{ name: 'USER', about: 'the user id' }],
  options: {},
  emptyJson: EMPTY_LINK,
  run: async (invocation) => {
    const wanted = { code: invocation.operand(0), byLevel: 'administrator' } as const;
    return linkReport(await invocation.withApp((app) => resetPasswordTask(app, wanted)));
  },
};
