import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { sendExportTask } from '../../../src/tasks/send-export.ts';
import { openDyingApp } from '../../scenarios/export/dying-app.ts';

/** Run as a process of its own: sends, and ends itself by SIGKILL in the middle of its first request body. */
const [dataFolder = '', exportId = '', startedAt = ''] = process.argv.slice(2);

const app = await openDyingApp(dataFolder, startedAt, async (input, init) => {
  if (init?.method !== 'PUT') return fetch(input, init);
  const body = Buffer.from(String(init.body));
  const headers = { ...Object.fromEntries(new Headers(init.headers)) };
  const sending = request(String(input), {
    ...{ method: 'PUT', headers: { ...headers, 'content-length': body.length } },
  });
  await new Promise((resolve) => sending.write(body.subarray(0, body.length >> 1), resolve));
  await Promise.race([once(sending, 'response'), delay(100)]);
  process.kill(process.pid, 'SIGKILL');
  return delay(60_000, Response.error());
});
await sendExportTask(app, exportId);
await app.close();
