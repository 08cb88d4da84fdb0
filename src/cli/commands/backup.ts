import { resolve } from 'node:path';
import { backUpTask } from '../../tasks/back-up.ts';
import { type Command, done, stopped } from '../command.ts';

const EMPTY = { file: null };

export const backup: Command = {
  name: 'backup',
  group: 'Keep safe',
  summary: 'write a copy of the books into a file, also while an export runs',
  about: `The copy is whole and consistent, and holds every secret only sealed: keep the file sealing.key
of the data folder at another place. What is restored from it sends nothing before "tieout
go-live" has looked in Xero for what was exported since. The books of test mode are in it; the
twin's own are not.`,
  operands: [{ name: 'FILE', about: 'a file that does not exist yet' }],
  options: {},
  emptyJson: EMPTY,
  run: async (invocation) => {
    const file = resolve(invocation.operand(0));
    const made = await invocation.withApp((app) => backUpTask(app, file));
    if (!made.ok) return stopped(made.problems, EMPTY);
    return done({ file, problems: [] }, `The books are copied to ${file}.`);
  },
};
