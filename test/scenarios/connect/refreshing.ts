import { once } from 'node:events';
import { openApp } from '../../../src/app.ts';
import type { Instant } from '../../../src/domain/dates.ts';
import { atTwin } from './wire.ts';

/**
 * Run as a process of its own: is ready, and when it is told to, makes a call that needs good tokens
 * and says whether it went. Some end themselves around the refresh.
 */
const [dataFolder = '', twinUrl = '', offsetMs = '0', moment = ''] = process.argv.slice(2);

const wire = atTwin(twinUrl);
wire.afterAnswer = ({ url }) => {
  const isRenewal = url.endsWith('/connect/token');
  if (isRenewal && moment === 'after the answer') process.kill(process.pid, 'SIGKILL');
};
wire.instead = ({ url }) => {
  const isRenewal = url.endsWith('/connect/token');
  if (isRenewal && moment === 'before the first byte') process.kill(process.pid, 'SIGKILL');
  return undefined;
};

const app = await openApp({
  dataFolder,
  mode: 'production',
  actor: 'os:refreshing',
  env: {},
  fetch: wire.fetch,
  clock: { now: () => new Date(Date.now() + Number(offsetMs)).toISOString() as Instant },
});
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
const connected = await app.connect();
const said = connected.ok
  ? connected.value.organisationName
  : connected.problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
await app.close();
process.stdout.write(said);
