import { succeed } from '../domain/problem.ts';
import { completeWork, listWaiting } from './complete-work.ts';
import type { TaskContext } from './task-context.ts';
import { attempt, beginWork, putOff, shouldStop, type Work, type WorkListener } from './work.ts';
import type { WorkReport } from './work-report.ts';

/** How long the completer runs, and how it waits for its next round. */
export interface CompleterRun extends WorkListener {
  readonly isOnce: boolean;
  /** Ends at once when somebody asks to stop. */
  wait(milliseconds: number): Promise<void>;
}

const ROUND_MS = 60_000;

/**
 * Takes up what was interrupted, at its start and every minute, until it is asked to stop. A round
 * that takes long does not keep the next one back. Asked to stop, it begins nothing any more; calls
 * under way come to their end, and everything that came of them is recorded before it returns.
 */
export async function runCompleter(context: TaskContext, run: CompleterRun): Promise<WorkReport> {
  const work = beginWork(context, run);
  const running = new Set<Promise<void>>();
  let rounds = 0;
  while (!shouldStop(work)) {
    rounds += 1;
    const round = oneRound(work).finally(() => running.delete(round));
    running.add(round);
    if (run.isOnce) break;
    await run.wait(ROUND_MS);
  }
  await Promise.all(running);
  const waiting = await listWaiting(work);
  return {
    rounds,
    resumed: [...work.resumed].map(([exportId, state]) => ({ exportId, state })),
    waiting,
    watched: [...work.watched.values()],
    problems: [...work.problems.values()].flat(),
  };
}

const ROUND = 'the round';

/** A store that cannot be read now may be there again in the next round. */
async function oneRound(work: Work): Promise<void> {
  const done = await attempt(async () => succeed(await completeWork(work)));
  if (done.ok) work.problems.delete(ROUND);
  else putOff(work, { what: ROUND, standing: '', problems: done.problems });
}
