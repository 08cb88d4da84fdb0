import { once } from 'node:events';
import { openApp } from '../../../src/app.ts';
import { renewKeys } from '../../../src/tasks/connection/renew-keys.ts';

/**
 * Run as a process of its own: is ready, and when it is told to, opens the books and says which key
 * seals there. `rotate` dies between making a new key and sealing anew.
 */
const [dataFolder = '', deed = ''] = process.argv.slice(2);

process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
const app = await openApp({ dataFolder, mode: 'production', actor: 'os:starting', env: {} });
if (deed === 'rotate') {
  const keys = {
    ...app.keys,
    renew: (inUse: readonly string[]) => {
      app.keys.renew(inUse);
      process.kill(process.pid, 'SIGKILL');
    },
  };
  await renewKeys({ ...app, keys });
}
const { keyId } = app.keys.current();
await app.close();
process.stdout.write(keyId);
