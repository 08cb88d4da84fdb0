import { goLive as goLiveTask } from '../../tasks/go-live.ts';
import { type Command, done, stopped } from '../command.ts';
import { countOf } from '../figures.ts';

const EMPTY = { backedUpAt: null, adopted: null };

export const goLive: Command = {
  name: 'go-live',
  group: 'Keep safe',
  summary: 'make restored books the live ones, after a look at what was exported since',
  about: `Looks in every organisation for documents that were exported after the backup. Those that these
books had planned are taken as sent, and confirmed by the next "export resume". Those that they
do not know stop it: restore a newer backup, or void them in Xero first, so that no transaction
is posted a second time.`,
  operands: [],
  options: {},
  emptyJson: EMPTY,
  run: async (invocation) => {
    const { progress } = invocation;
    const gone = await invocation.withApp((app) => goLiveTask(app, progress.show));
    progress.clear();
    if (!gone.ok) return stopped(gone.problems, EMPTY);
    const { backedUpAt, adopted } = gone.value;
    const text =
      backedUpAt === null
        ? 'These books are the live ones already.'
        : `These books are the live ones now. ${countOf(adopted, 'document')} sent after ${backedUpAt} ${adopted === 1 ? 'is' : 'are'} known again.`;
    return done({ ...gone.value, problems: [] }, text);
  },
};
