import { resolve } from 'node:path';
import { restoreTask } from '../../tasks/restore.ts';
import { type Command, done, stopped } from '../command.ts';

const EMPTY = { file: null, backedUpAt: null, replaced: null };

export const restore: Command = {
  name: 'restore',
  group: 'Keep safe',
  summary: 'put a backup in the place of the books',
  about: `Stop every program that uses the books first. The books that were there are kept beside, under
another name. The file sealing.key that belongs to the backup must lie in the data folder. Then
"tieout go-live" makes the copy the live one; before that, nothing is planned or sent from it.`,
  operands: [{ name: 'FILE', about: 'what tieout backup wrote' }],
  options: { replace: { about: 'replace the books that are in the data folder' } },
  emptyJson: EMPTY,
  run: async (invocation) => {
    const file = resolve(invocation.operand(0));
    const isReplacing = invocation.has('replace');
    const put = restoreTask({ file, folder: invocation.dataFolder(), isReplacing });
    if (!put.ok) return stopped(put.problems, EMPTY);
    const { backedUpAt, replaced = null } = put.value;
    const kept = replaced === null ? [] : [`The books that were there are kept as ${replaced}.`];
    const text = [
      `The books of ${backedUpAt} are in place.`,
      ...kept,
      'Next, once no other copy is in use: tieout go-live',
    ];
    return done({ file, backedUpAt, replaced, problems: [] }, text.join('\n'));
  },
};
