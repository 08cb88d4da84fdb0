import { describe, expect, it } from 'vitest';
import { fewestCalls } from './bench-report.ts';

describe('fewestCalls', () => {
  it.each([
    { documents: [0, 0], calls: 5 },
    { documents: [1, 0], calls: 7 },
    { documents: [50, 50], calls: 9 },
    { documents: [51, 1000], calls: 5 + 2 + 1 + 20 + 1 },
    { documents: [56, 1596], calls: 5 + 2 + 1 + 32 + 2 },
  ])('for $documents documents are $calls', ({ documents, calls }) => {
    expect(fewestCalls(documents)).toBe(calls);
  });
});
