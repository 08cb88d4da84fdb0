import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Authorising } from './authorise.ts';
import { VARIANTS, type Variant } from './configuration.ts';
import { type Counts, noCounts } from './counts.ts';
import { createNetwork, type Network } from './network.ts';
import { type Random, randomOf } from './random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { copyOfTemplate, START_MS } from './template.ts';
import { createTrace, type Trace } from './trace.ts';
import { openTwinLink, type TwinLink } from './twin-link.ts';
import { createWatch, type Watch } from './watch.ts';

/** Everything that a seed decides over: time, network, machine, the twin and the people at it. */
export interface World {
  readonly variant: Variant;
  readonly folder: string;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly counts: Counts;
  readonly twin: TwinLink;
  readonly network: Network;
  readonly watch: Watch;
  /** A person allows the app anew. */
  readonly authorising: () => Authorising;
  /** What the clock of our machine shows. */
  ourNowMs(): number;
  /** Somebody sets our machine's clock; the time that passes stays as it is. */
  stepClock(byMs: number): void;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly seed: number;
  readonly isServed: boolean;
  readonly echo?: ((line: string) => void) | undefined;
}

export async function openWorld({ seed, isServed, echo }: WorldOptions): Promise<World> {
  const random = randomOf(seed);
  const variant = random.pick(VARIANTS);
  const folder = await copyOfTemplate(variant);
  const scheduler = createScheduler();
  const skewMs = random.pick([0, 0, 420_000, -420_000]);
  const nowMs = () => Math.floor(START_MS + scheduler.nowMs() + skewMs);
  const twin = await openTwinLink({ folder: join(folder, 'twin'), nowMs, isServed });
  const trace = createTrace(scheduler.nowMs, echo);
  const counts = noCounts();
  const watch = createWatch({ folder, counts, nowMs: scheduler.nowMs, fail: scheduler.fail });
  let steppedMs = 0;
  return {
    authorising: () => ({
      twin,
      booksFile: join(folder, 'twin', 'books.db'),
      twinNowMs: nowMs(),
    }),
    ...{ variant, folder, random, scheduler, trace, counts, twin, watch },
    network: createNetwork({ random, scheduler, trace, counts, twin, watch }),
    ourNowMs: () => Math.floor(START_MS + scheduler.nowMs() + steppedMs),
    stepClock: (byMs) => {
      steppedMs += byMs;
      counts.clockSteps += 1;
      trace.note(`our clock is set by ${byMs} ms`);
    },
    close: async () => {
      watch.close();
      await twin.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
