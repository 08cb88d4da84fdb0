import { describe, expect, it } from 'vitest';
import { undoInSpiteOfDeath } from './killed.ts';

/** Some of the moments; the deep test goes through all of them. */
const MOMENTS = [20, 27, 34, 41, 48, 60];

describe('3.10 an undo that is killed by kill -9', () => {
  it.each(MOMENTS)('at effect %i: the next one looks, and goes on from there', async (last) => {
    expect(await undoInSpiteOfDeath(last)).toBe('SIGKILL');
  });
});
