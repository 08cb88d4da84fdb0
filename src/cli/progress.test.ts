import { describe, expect, it } from 'vitest';
import { progressOn } from './progress.ts';

function watched(isWatched: boolean, columns = 80) {
  let nowMs = 0;
  let drawn = '';
  const terminal = {
    ...{ env: {}, user: '', isWatched, columns },
    out: () => undefined,
    err: (text: string) => {
      drawn += text;
    },
    untilStopped: () => Promise.resolve(),
  };
  const progress = progressOn(terminal, () => nowMs);
  const later = (milliseconds: number) => {
    nowMs += milliseconds;
    return progress;
  };
  const taken = () => {
    const text = drawn;
    drawn = '';
    return text;
  };
  return { later, taken };
}

describe('a progress bar', () => {
  it('stays away in the first second', () => {
    const { later, taken } = watched(true);
    later(0).show('Reading', 0, 100);
    later(999).show('Reading', 50, 100);
    later(0).clear();
    expect(taken()).toBe('');
  });

  it('is drawn from then on, over itself, ten times a second at most', () => {
    const { later, taken } = watched(true);
    later(0).show('Reading', 0, 100);
    later(1000).show('Reading', 50, 100);
    expect(taken()).toBe(`\rReading [${'#'.repeat(15)}${'.'.repeat(15)}] 50 %\x1b[K`);
    later(50).show('Reading', 60, 100);
    expect(taken()).toBe('');
    later(50).show('Reading', 100, 100);
    expect(taken()).toContain('] 100 %');
    later(0).clear();
    expect(taken()).toBe('\r\x1b[K');
  });

  it('never fills more than a line', () => {
    const { later, taken } = watched(true, 40);
    later(0).show('Reading a file with a long name', 0, 1);
    later(1000).show('Reading a file with a long name', 1, 1);
    expect(taken().replace('\r', '').replace('\x1b[K', '')).toHaveLength(39);
  });

  it('is never drawn where nobody watches', () => {
    const { later, taken } = watched(false);
    later(0).show('Reading', 0, 100);
    later(5000).show('Reading', 50, 100);
    later(0).clear();
    expect(taken()).toBe('');
  });

  it('is full for nothing to do', () => {
    const { later, taken } = watched(true);
    later(0).show('Reading', 0, 0);
    later(1000).show('Reading', 0, 0);
    expect(taken()).toContain('100 %');
  });
});
