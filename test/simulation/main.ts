import { parseArgs } from 'node:util';
import { failureText, progressText, summaryText } from './report.ts';
import { runSeed, type SeedResult } from './run-seed.ts';
import { runSeeds } from './run-seeds.ts';
import { removeTemplates } from './template.ts';

/**
 * `npm run simulate -- --seeds N [--seed S]`: lives N seeds through, from S on; exit code 1 when one
 * failed. `--trace` shows every step of the one seed, `--sockets` lets requests go through sockets.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    sockets: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});
const PROGRESS_EVERY = 100;

const first = Number(values.seed);
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => first + index);
const isServed = values.sockets;
const say = (text: string) => process.stdout.write(`${text}\n`);

const results = seeds.length === 1 ? [await alone()] : await inWorkers();
for (const line of summaryText(results)) say(line);
process.exitCode = results.some(({ failure }) => failure !== undefined) ? 1 : 0;

async function alone(): Promise<SeedResult> {
  const echo = values.trace ? { echo: say } : {};
  const result = await runSeed({ seed: first, isServed, ...echo });
  removeTemplates();
  sayFailure(result);
  return result;
}

async function inWorkers(): Promise<SeedResult[]> {
  let done = 0;
  let failed = 0;
  return runSeeds(seeds, {
    isServed,
    onResult: (result) => {
      done += 1;
      if (result.failure !== undefined) failed += 1;
      sayFailure(result);
      if (done % PROGRESS_EVERY === 0) say(progressText({ done, of: seeds.length, failed }));
    },
  });
}

function sayFailure(result: SeedResult): void {
  for (const line of failureText(result, isServed)) say(line);
}
