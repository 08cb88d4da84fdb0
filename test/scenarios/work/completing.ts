import { completeWork, listWaiting } from '../../../src/tasks/complete-work.ts';
import { type CompleterRun, runCompleter } from '../../../src/tasks/completer.ts';
import type { TaskContext } from '../../../src/tasks/task-context.ts';
import { beginWork } from '../../../src/tasks/work.ts';
import type { TimedNews, WorkReport } from '../../../src/tasks/work-report.ts';
import type { Lender } from '../export/lender.ts';

/** What one round of a program that was just started did, and said meanwhile. */
export async function workOnce(
  app: TaskContext,
  given: Partial<CompleterRun> = {},
): Promise<WorkReport & { news: TimedNews[] }> {
  const news: TimedNews[] = [];
  const report = await runCompleter(app, {
    isOnce: true,
    wait: app.time.wait,
    onNews: (one) => news.push(one),
    onProgress: () => undefined,
    ...given,
  });
  return { ...report, news };
}

/** A completer whose rounds a test begins, with a minute between them. */
export interface Rounds {
  /** What was said since it was last looked at. */
  takeNews(): TimedNews[];
  round(): Promise<void>;
  /** Lets a minute pass before each of so many rounds. */
  rounds(count: number): Promise<void>;
  waiting: () => ReturnType<typeof listWaiting>;
}

export function startRounds(lender: Pick<Lender, 'app' | 'pass'>): Rounds {
  let news: TimedNews[] = [];
  const work = beginWork(lender.app, {
    onNews: (one) => news.push(one),
    onProgress: () => undefined,
  });
  const round = () => completeWork(work);
  return {
    round,
    takeNews: () => {
      const taken = news;
      news = [];
      return taken;
    },
    rounds: async (count) => {
      for (let done = 0; done < count; done += 1) {
        await lender.pass(60_000);
        await round();
      }
    },
    waiting: () => listWaiting(work),
  };
}

/** The news in short: what happened, to what. */
export function namesOf(news: readonly TimedNews[]): string[] {
  return news.map((one) => {
    if ('exportId' in one) return `${one.kind} ${one.exportId}`;
    return 'what' in one ? `${one.kind} ${one.what}` : one.kind;
  });
}
