import type { Counts } from './counts.ts';
import { checkEnd } from './end-check.ts';
import { endWell } from './ending.ts';
import { seedMachineChance } from './machine-chance.ts';
import { randomOf } from './random.ts';
import { liveThrough, type Story } from './story.ts';
import { openWorld } from './world.ts';

export interface SeedOptions {
  readonly seed: number;
  /** Requests go through sockets. */
  readonly isServed?: boolean;
  /** Told of every step. */
  readonly echo?: (line: string) => void;
  /** What happens once everything has ended well, before it is checked. */
  readonly spoil?: (story: Story) => Promise<void>;
}

/** How a seed ended. */
export interface SeedResult {
  readonly seed: number;
  readonly hash: string;
  readonly counts: Counts;
  readonly cpuMs: number;
  /** Why it failed, with the last steps. */
  readonly failure: { readonly reason: string; readonly lastLines: readonly string[] } | undefined;
}

const LAST_LINES = 40;

/** Lives one seed through, from the first file to the last check. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const { seed, isServed = false, echo, spoil } = options;
  const before = process.cpuUsage();
  const world = await openWorld({ seed, isServed, echo });
  const giveBack = seedMachineChance(randomOf(seed + 1_000_000_000));
  let failure: SeedResult['failure'];
  try {
    await world.scheduler.run(async () => {
      const story = await liveThrough(world);
      await endWell(story);
      await spoil?.(story);
      await checkEnd(story);
      await story.cast.leave();
    });
  } catch (error) {
    failure = { reason: reasonOf(error), lastLines: world.trace.last(LAST_LINES) };
  } finally {
    giveBack();
    await world.close();
  }
  const { user, system } = process.cpuUsage(before);
  const { trace, counts } = world;
  return { seed, hash: trace.hash(), counts, cpuMs: (user + system) / 1000, failure };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
