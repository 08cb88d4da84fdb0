import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { print } from '../../real/real-books.ts';
import { openOffice } from '../../scenarios/connect/office.ts';
import { NO_STRACE, STRACE } from './broken-disk.ts';

const PROGRAM = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
/** Calls of the system by which something of a renewal becomes lasting. */
const LASTING = 'fsync,fdatasync,rename,renameat,renameat2,link,unlink';
const MOST = 30;

describe.skipIf(!STRACE)(`the renewal of the sealing key, by strace${NO_STRACE}`, () => {
  it('F8: killed by kill -9 at each lasting step in turn: every secret opens, and the next one goes', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await office.app.close();
    let killed = 0;
    for (let count = 1; count <= MOST; count += 1) {
      const kill = [
        '-e',
        `trace=${LASTING}`,
        '-e',
        `inject=${LASTING}:signal=SIGKILL:when=${count}`,
      ];
      const words = [process.execPath, PROGRAM, 'keys', 'rotate', '--data', office.folder];
      const child = spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...kill, ...words], {
        stdio: 'ignore',
      });
      const [exitCode] = await once(child, 'close');
      const again = await office.reopened();
      valueIn(await again.app.connect());
      await again.app.close();
      if (exitCode === 0) break;
      killed += 1;
    }
    print(`F8 by strace: a renewal of the key was killed at ${killed} steps`);
    expect(killed).toBeGreaterThan(3);
    expect(killed).toBeLessThan(MOST);
  });
});
