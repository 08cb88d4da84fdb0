import { describe, expect, it } from 'vitest';
import { print } from '../../real/real-books.ts';
import { NO_STRACE, STRACE, sendWithFailingSync } from './broken-disk.ts';

const MOST = 16;

describe.skipIf(!STRACE)(`a disk that fails, by strace${NO_STRACE}`, () => {
  it('F2: every fsync of a sender gives EIO in turn: it writes and sends nothing more', async () => {
    let stopped = 0;
    for (let count = 1; count <= MOST; count += 1) {
      if ((await sendWithFailingSync(count)) === 'stopped') stopped += 1;
    }
    print(`F2 by strace: ${stopped} of the first ${MOST} fsyncs of a sender stopped it`);
    expect(stopped).toBeGreaterThan(9);
  });
});
