import { once } from 'node:events';
import { join } from 'node:path';
import { openKeyRing } from '../../../src/store/sealing/key-ring.ts';

/** Run as a process of its own: makes the first key of many folders, while others do the same. */
const [folder = '', count = ''] = process.argv.slice(2);

process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
const keyIds = Array.from({ length: Number(count) }, (_, number) => {
  const ring = openKeyRing({ folder: join(folder, String(number)), given: undefined }, []);
  return ring.current().keyId;
});
process.stdout.write(keyIds.join(' '));
