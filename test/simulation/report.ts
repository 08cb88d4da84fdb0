import { createHash } from 'node:crypto';
import { addCounts, noCounts } from './counts.ts';
import type { SeedResult } from './run-seed.ts';

/** A failed seed: why, the last steps, and how it is replayed; nothing for one that went well. */
export function failureText({ seed, failure }: SeedResult, isServed: boolean): string[] {
  if (failure === undefined) return [];
  const sockets = isServed ? ' --sockets' : '';
  return [
    `seed ${seed} failed: ${failure.reason}`,
    ...failure.lastLines.map((line) => `  ${line.slice(0, LONGEST_LINE)}`),
    `replay it with: npm run simulate -- --seed ${seed}${sockets} --trace`,
  ];
}

const LONGEST_LINE = 220;

export function progressText(at: { done: number; of: number; failed: number }): string {
  return `${at.done} of ${at.of} seeds, ${at.failed} failed`;
}

/** What all seeds went through together. */
export function summaryText(results: readonly SeedResult[]): string[] {
  const sum = results.reduce((all, { counts }) => addCounts(all, counts), noCounts());
  const failed = results.filter(({ failure }) => failure !== undefined).map(({ seed }) => seed);
  const cpuMs = results.map((one) => one.cpuMs).sort((one, other) => one - other);
  const mean = cpuMs.reduce((all, one) => all + one, 0) / Math.max(1, cpuMs.length);
  const share = ((100 * sum.faulted) / Math.max(1, sum.calls)).toFixed(1);
  return [
    `${results.length} seeds, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(' ')}` : ''}`,
    `  ${sum.imports} imports, ${sum.batches} batches, ${sum.documents} documents in the end`,
    `  ${sum.sent} documents posted on the way, ${sum.lost} lost, ${sum.doubled} doubled`,
    `  ${sum.calls} calls, ${sum.faulted} of them faulted (${share} %), ${sum.inDoubt} documents in doubt`,
    `  ${sum.deaths} deaths, ${sum.pauses} pauses, ${sum.undos} undos, ${sum.people} deeds of people, ${sum.clockSteps} clock steps`,
    `  CPU per seed: ${Math.round(mean)} ms, median ${Math.round(cpuMs[cpuMs.length >> 1] ?? 0)} ms`,
    `  hash of all traces: ${hashOfAll(results)}`,
  ];
}

/** The same for the same seeds, wherever and whenever they run. */
function hashOfAll(results: readonly SeedResult[]): string {
  const digest = createHash('sha256');
  for (const { seed, hash } of results) digest.update(`${seed} ${hash}\n`);
  return digest.digest('hex');
}
