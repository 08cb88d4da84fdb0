import { describe, expect, it } from 'vitest';
import { print } from '../../real/real-books.ts';
import { undoInSpiteOfDeath } from './killed.ts';

describe('3.10 an undo that is killed by kill -9', () => {
  it('at every effect in turn, until one undo comes through', async () => {
    let last = 0;
    let ended = 'SIGKILL';
    while (ended === 'SIGKILL') {
      last += 1;
      ended = await undoInSpiteOfDeath(last);
    }
    expect(ended).toBe('exit 0');
    expect(last).toBeGreaterThan(50);
    print(`undo killed at each of ${last - 1} effects: every document undone once`);
  }, 900_000);
});
