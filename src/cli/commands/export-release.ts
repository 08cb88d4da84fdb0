import { type ReleaseReport, releaseRowsTask } from '../../tasks/release-rows.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';
import { countOf } from '../figures.ts';

const EMPTY: EmptyOf<ReleaseReport> = { exportId: null, rows: 0 };

export const exportRelease: Command = {
  name: 'export release',
  group: 'Export',
  summary: 'let rows go that "export undo --hold" held',
  about: `The rows wait for export again from then on, and the next plan takes them. A row that was undone
in both streams counts twice.`,
  operands: [{ name: 'ID', about: 'the export id of the batch that was undone' }],
  options: {},
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const exportId = invocation.operand(0);
  const released = await invocation.withApp((app) => releaseRowsTask(app, exportId));
  if (!released.ok) return stopped(released.problems, { ...EMPTY, exportId });
  const { rows } = released.value;
  return done(
    released.value,
    `${countOf(rows, 'row')} of export ${exportId} may be planned again.`,
  );
}
