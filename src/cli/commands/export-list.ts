import { type BatchSummary, listExportsTask } from '../../tasks/show-exports.ts';
import { type Command, done, type Invocation, type Report } from '../command.ts';
import { groupDigits } from '../figures.ts';
import { formatTable } from '../text-table.ts';

export const exportList: Command = {
  name: 'export list',
  group: 'Export',
  summary: 'list the batches, the newest first',
  about: 'Batches of test mode and of production are apart; --mode says which are listed.',
  operands: [],
  options: {},
  emptyJson: { batches: [] },
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const listed = await invocation.withApp(listExportsTask);
  return done(listed, listText(listed.batches));
}

function listText(batches: readonly BatchSummary[]): string {
  if (batches.length === 0) return 'There are no batches yet.';
  const rows = batches.map((batch) => [
    batch.exportId,
    batch.entity,
    batch.upTo,
    batch.state,
    groupDigits(batch.transactions),
    groupDigits(batch.debits),
    batch.organisation,
  ]);
  const columns = [
    { title: 'Export id' },
    { title: 'Entity' },
    { title: 'Up to' },
    { title: 'State' },
    { title: 'Transactions', isFigure: true },
    { title: 'Debits', isFigure: true },
    { title: 'Organisation' },
  ] as const;
  return formatTable(columns, rows);
}
