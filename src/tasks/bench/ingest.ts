import { succeed } from '../../domain/problem.ts';
import { benchFiles } from './bench-files.ts';
import { type Phase, timed } from './phase.ts';
import { takeIn } from './set-up.ts';

/** Takes the transactions in as `tieout import` does. */
export const ingest: Phase = async ({ context, root, onProgress }) => {
  const { value, ...spent } = await timed(() =>
    takeIn(context, 'transactions', {
      path: benchFiles(root).transactions,
      onProgress: (done, of) => onProgress({ doing: 'Taking rows in', done, of }),
    }),
  );
  return value.ok ? succeed({ count: value.value, ...spent, facts: {} }) : value;
};
