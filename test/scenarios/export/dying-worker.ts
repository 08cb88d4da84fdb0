import type { AccountingDate } from '../../../src/domain/dates.ts';
import { planExportTask } from '../../../src/tasks/plan-export.ts';
import { sendExportTask } from '../../../src/tasks/send-export.ts';
import type { DyingMoment } from './dying.ts';
import { openDyingApp } from './dying-app.ts';

/**
 * Run as a process of its own: plans or sends, and ends itself with SIGKILL at the moment that is
 * named, so that nothing of it can tidy up.
 */
const [dataFolder = '', moment = '', exportId = '', startedAt = ''] = process.argv.slice(2);

const die = () => process.kill(process.pid, 'SIGKILL');
const dieAt = (reached: DyingMoment) => {
  if (moment === reached) die();
};

const app = await openDyingApp(dataFolder, startedAt, async (input, init) => {
  const isDocument = init?.method === 'PUT';
  if (isDocument) dieAt('before the first byte');
  if (isDocument && moment === 'after the first byte') setTimeout(die, 0);
  const asked = String(input).split('where=')[1] ?? '';
  if (/^(Narration|Reference)/.test(asked)) dieAt('while looking');
  if (asked.startsWith('Date')) dieAt('while reading back');
  const response = await fetch(input, init);
  if (isDocument) dieAt('after Xero saved');
  return response;
});

if (moment.startsWith('while planning')) {
  await planExportTask(app, {
    entity: 'M',
    upTo: '2026-05-31' as AccountingDate,
    isPreview: false,
    onProgress: ({ doing, done }) => {
      if (doing === 'Storing documents') dieAt('while planning: before the documents');
      if (doing.startsWith('Claiming') && done === 1) dieAt('while planning: rows half claimed');
    },
  });
} else {
  await sendExportTask(app, exportId);
}
await app.close();
