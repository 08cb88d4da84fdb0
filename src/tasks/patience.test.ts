import { expect, it } from 'vitest';
import { createPatience } from './patience.ts';

it('waits longer after each failure, an hour at most, and not at all once something changed', () => {
  let nowMs = 0;
  const patience = createPatience(() => nowMs);
  const minutes: number[] = [];
  expect(patience.waitMs('E', 'as it was')).toBe(0);
  for (let failures = 0; failures < 8; failures += 1) {
    patience.failed('E', 'as it was');
    minutes.push(patience.waitMs('E', 'as it was') / 60_000);
    nowMs += patience.waitMs('E', 'as it was');
    expect(patience.waitMs('E', 'as it was')).toBe(0);
  }
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  patience.failed('E', 'as it was');
  expect(patience.waitMs('E', 'otherwise')).toBe(0);
  expect(patience.waitMs('another', 'as it was')).toBe(0);
  patience.failed('E', 'otherwise');
  expect(patience.waitMs('E', 'otherwise')).toBe(60_000);
  patience.forget('E');
  expect(patience.waitMs('E', 'otherwise')).toBe(0);
});
