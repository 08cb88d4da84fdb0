import { describe, expect, it } from 'vitest';
import { progressOn } from './progress.ts';

const noInput = async () => undefined;

function watched(isWatched: boolean, columns = 80) {
  let nowMs = 0;
  let drawn = '';
  const terminal = {
    ...{ env: {}, user: '', isWatched, columns },
    out: () => undefined,
    err: (text: string) => {
      drawn += text;
    },
    keyboard: { line: noInput, page: noInput, close: () => undefined },
    untilStopped: () => Promise.resolve(),
  };
  const ticks = new Set<() => void>();
  const time = {
    nowMs: () => nowMs,
    eachSecond: (work: () => void) => {
      ticks.add(work);
      return { stop: () => ticks.delete(work) };
    },
  };
  const progress = progressOn(terminal, time);
  const tick = () => {
    nowMs += 1000;
    for (const work of ticks) work();
  };
  const later = (milliseconds: number) => {
    nowMs += milliseconds;
    return progress;
  };
  const taken = () => {
    const text = drawn;
    drawn = '';
    return text;
  };
  return { later, taken, tick };
}

describe('a progress bar', () => {
  it('stays away in the first second', () => {
    const { later, taken } = watched(true);
    later(0).show({ doing: 'Reading', done: 0, of: 100 });
    later(999).show({ doing: 'Reading', done: 50, of: 100 });
    later(0).clear();
    expect(taken()).toBe('');
  });

  it('is drawn from then on, over itself, ten times a second at most', () => {
    const { later, taken } = watched(true);
    later(0).show({ doing: 'Reading', done: 0, of: 100 });
    later(1000).show({ doing: 'Reading', done: 50, of: 100 });
    expect(taken()).toBe(`\rReading [${'#'.repeat(15)}${'.'.repeat(15)}] 50 %\x1b[K`);
    later(50).show({ doing: 'Reading', done: 60, of: 100 });
    expect(taken()).toBe('');
    later(50).show({ doing: 'Reading', done: 100, of: 100 });
    expect(taken()).toContain('] 100 %');
    later(0).clear();
    expect(taken()).toBe('\r\x1b[K');
  });

  it('never fills more than a line', () => {
    const { later, taken } = watched(true, 40);
    later(0).show({ doing: 'Reading a file with a long name', done: 0, of: 1 });
    later(1000).show({ doing: 'Reading a file with a long name', done: 1, of: 1 });
    expect(taken().replace('\r', '').replace('\x1b[K', '')).toHaveLength(39);
  });

  it('is never drawn where nobody watches', () => {
    const { later, taken } = watched(false);
    later(0).show({ doing: 'Reading', done: 0, of: 100 });
    later(5000).show({ doing: 'Reading', done: 50, of: 100 });
    later(0).clear();
    expect(taken()).toBe('');
  });

  it('is full for nothing to do', () => {
    const { later, taken } = watched(true);
    later(0).show({ doing: 'Reading', done: 0, of: 0 });
    later(1000).show({ doing: 'Reading', done: 0, of: 0 });
    expect(taken()).toContain('100 %');
  });

  it('shows itself where the terminal does not know its width', () => {
    const { later, taken } = watched(true, 0);
    later(0).show({ doing: 'Reading', done: 0, of: 1 });
    later(1000).show({ doing: 'Reading', done: 1, of: 1 });
    expect(taken()).toBe(`\rReading [${'#'.repeat(30)}] 100 %\x1b[K`);
  });
});

describe('a wait', () => {
  const WAIT = { doing: 'Waiting for Xero', done: 0, of: 1, waitsMs: 2_500 };

  it('is counted down by the second where somebody watches, until the next step', () => {
    const { later, taken, tick } = watched(true);
    later(0).show(WAIT);
    expect(taken()).toBe('\rWaiting for Xero: 3 s left\x1b[K');
    tick();
    expect(taken()).toBe('\rWaiting for Xero: 2 s left\x1b[K');
    tick();
    tick();
    expect(taken()).toContain(': 0 s left');
    later(0).show({ doing: 'Looking', done: 0, of: 1 });
    taken();
    tick();
    expect(taken()).toBe('');
  });

  it('ends with the command', () => {
    const { later, taken, tick } = watched(true);
    later(0).show(WAIT);
    later(0).clear();
    expect(taken()).toContain('\r\x1b[K');
    tick();
    expect(taken()).toBe('');
  });

  it('is told in one line in a pipe', () => {
    const { later, taken, tick } = watched(false);
    later(0).show(WAIT);
    tick();
    expect(taken()).toBe('Waiting for Xero (3 s).\n');
  });
});
