import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seededRandom } from '../../src/sample/random.ts';
import { print } from '../real/real-books.ts';
import { openCopy } from '../scenarios/export/lender.ts';
import {
  DOCUMENTS,
  expectEachOnce,
  openLargeLender,
  slowXero,
  startWorker,
  stateOf,
} from './killed-export.ts';

const KILLS = 20;
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_122);
/** A call takes Xero so long, that a moment in the middle of one is as likely as one between two. */
const CALL_MS = 120;
const LONGEST_MS = 1_000;
const BAR_MS = 60_000;

it('a running export of 600 documents, killed at random moments twenty times, goes on without a person', async () => {
  const random = seededRandom(SEED);
  const { lender: planned, exportId } = await openLargeLender();
  const takenMs: number[] = [];
  const told: string[] = [];
  let kills = 0;
  while (kills < KILLS) {
    const lender = await openCopy(planned);
    await slowXero(lender, CALL_MS);
    const moments: number[] = [];
    for (;;) {
      const state = await stateOf(lender, exportId);
      if (state === 'complete') break;
      const worker = await startWorker(lender, exportId);
      const afterMs = await worker.taken();
      if (state !== 'planned') takenMs.push(afterMs);
      const atMs = random.below(LONGEST_MS);
      if (kills < KILLS) await Promise.race([delay(atMs), worker.ended]);
      const isKilled = kills < KILLS && worker.child.kill('SIGKILL');
      await worker.ended;
      if (!isKilled || worker.child.signalCode !== 'SIGKILL') continue;
      kills += 1;
      moments.push(atMs);
    }
    await expectEachOnce(lender);
    if (moments.length > 0)
      told.push(`  killed ${moments.map((atMs) => `${atMs} ms`).join(', ')} after it was taken`);
  }
  const slowest = Math.max(...takenMs);
  expect(slowest).toBeLessThan(BAR_MS);
  const seconds = (slowest / 1000).toFixed(1);
  print(
    [
      `killed exports: ${kills} kills of ${told.length} exports, each of ${DOCUMENTS} documents, none lost, none twice`,
      `  seed ${SEED}; from the start of a completer to the batch in its hands ${seconds} s at most`,
      ...told,
    ].join('\n'),
  );
});
