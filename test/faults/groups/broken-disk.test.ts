import { describe, expect, it } from 'vitest';
import { NO_STRACE, STRACE, sendWithFailingSync } from './broken-disk.ts';

describe.skipIf(!STRACE)(`a disk that fails, by strace${NO_STRACE}`, () => {
  it.each([4, 8])(
    'F2: fsync %i of a sender gives EIO: it writes and sends nothing more',
    async (count) => {
      expect(await sendWithFailingSync(count)).toBe('stopped');
    },
  );
});
