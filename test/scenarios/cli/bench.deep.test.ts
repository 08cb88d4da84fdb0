import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { bench as benchCommand } from '../../../src/cli/commands/bench.ts';
import type { BenchReport } from '../../../src/tasks/bench/bench-report.ts';

function bench(...words: string[]): string {
  return execFileSync(process.execPath, ['src/cli/main.ts', 'bench', ...words], {
    encoding: 'utf8',
  });
}

function benchFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('tieout-bench-'));
}

describe('tieout bench', () => {
  it('measures the whole main job beside its floors, and leaves nothing behind', () => {
    const before = benchFolders();
    const report = JSON.parse(bench('--rows', '3000', '--json')) as BenchReport;
    expect(benchFolders()).toEqual(before);
    expect(report.work.map(({ name }) => name)).toEqual(['ingest', 'plan', 'send']);
    for (const { seconds, floorSeconds, ratio } of report.work) {
      expect(ratio).toBeCloseTo(seconds / floorSeconds);
    }
    const [ingest, plan, send] = report.work;
    const { phases, calls } = report;
    expect(ingest?.count).toBe(phases.generate?.count);
    expect(phases.ingestFloor?.count).toBe(ingest?.count);
    expect(plan?.count).toBe(ingest?.count);
    expect(phases.planFloor?.facts.postRows).toBe(phases.plan?.facts.postings);
    expect(phases.sendFloor?.count).toBe(send?.count);
    expect(phases.send?.facts.state).toBe('complete');
    expect(calls.refused).toBe(0);
    expect([...Object.keys(benchCommand.emptyJson), 'problems'].sort()).toEqual(
      Object.keys(report).sort(),
    );
    expect(calls.send).toBeLessThanOrEqual(calls.bound + 1);
  });

  it('says the same in a table', () => {
    const text = bench('--rows', '2000');
    expect(text).toMatch(/^Work +Count +Seconds +A second +Peak MB +Floor s +Ratio +Reach$/m);
    for (const work of ['ingest (rows)', 'plan (rows)', 'send (documents)']) {
      expect(text).toContain(`\n${work}`);
    }
    expect(text).toMatch(/^Refused for too many calls +0$/m);
  });
});
