import { describe, expect, it } from 'vitest';
import { print } from '../real/real-books.ts';
import { failureText, summaryText } from './report.ts';
import type { SeedResult } from './run-seed.ts';
import { runSeeds } from './run-seeds.ts';

describe('many seeds of the simulation', () => {
  it('B23 three hundred seeds: nothing is lost and nothing doubled', async () => {
    const results = await runSeeds(seedsFrom(1_001, 300), { isServed: false });
    expectSound(results, 'in the process');
    const posted = results.reduce((sum, { counts }) => sum + counts.sent, 0);
    expect(posted).toBeGreaterThan(2_000);
  });

  it('twenty seeds through sockets', async () => {
    expectSound(await runSeeds(seedsFrom(2_001, 20), { isServed: true }), 'through sockets');
  });

  it('twenty seeds go the same way twice', async () => {
    const [once, twice] = [await hashes(), await hashes()];
    expect(twice).toEqual(once);
    expect(new Set(once).size).toBe(once.length);
  });
});

function expectSound(results: readonly SeedResult[], how: string): void {
  const isServed = how !== 'in the process';
  print(`seeds of the simulation, ${how}:\n${summaryText(results).join('\n')}`);
  expect(results.flatMap((one) => failureText(one, isServed))).toEqual([]);
  expect(results.every(({ counts }) => counts.lost + counts.doubled === 0)).toBe(true);
}

async function hashes(): Promise<string[]> {
  const results = await runSeeds(seedsFrom(3_001, 20), { isServed: false });
  return results.map(({ hash }) => hash);
}

function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
