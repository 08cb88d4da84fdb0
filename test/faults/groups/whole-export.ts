import type { AccountingDate } from '../../../src/domain/dates.ts';
import { importFile } from '../../../src/tasks/import.ts';
import { planExportTask } from '../../../src/tasks/plan-export.ts';
import { sendExportTask } from '../../../src/tasks/send-export.ts';
import { valueIn } from '../../outcomes.ts';
import { openDyingApp } from '../../scenarios/export/dying-app.ts';

/** Run as a process of its own, in a time zone: imports rows, plans and sends them, and says how it went. */
interface Words {
  readonly dataFolder: string;
  readonly startedAt: string;
  readonly text: string;
  readonly upTo: AccountingDate;
}

const { dataFolder, startedAt, text, upTo }: Words = JSON.parse(process.argv[2] ?? '');
const app = await openDyingApp(dataFolder, startedAt, fetch);
const bytes = Buffer.from(text);
const imported = await importFile({
  store: app.store,
  act: app.act(),
  clock: { now: () => app.act().at },
  kind: 'transactions',
  file: {
    name: 'transactions.csv',
    bytesTotal: bytes.length,
    read: async function* () {
      yield bytes;
    },
  },
  dryRun: false,
  problemSink: { add: () => undefined },
});
const { exportId, problems } = valueIn(
  await planExportTask(app, { entity: 'M', upTo, isPreview: false }),
);
const sent = valueIn(await sendExportTask(app, exportId ?? ''));
await app.close();
process.stdout.write(
  JSON.stringify({
    zone: process.env.TZ,
    state: sent.state,
    problems: [...imported.problems, ...problems, ...sent.problems],
  }),
);
