import { runCompleter } from '../../tasks/completer.ts';
import type { WorkReport } from '../../tasks/work-report.ts';
import type { Command, EmptyOf, Invocation, Report } from '../command.ts';
import { countOf, minuteOf } from '../figures.ts';
import { newsText } from '../work-news.ts';

const EMPTY: EmptyOf<WorkReport> = {
  rounds: 0,
  resumed: [],
  waiting: [],
  watched: [],
  problems: [],
};

export const work: Command = {
  name: 'work',
  group: 'Export',
  summary: 'keep exports going: resume what was interrupted, until it is stopped',
  about: `Takes up exports and undos that were interrupted, or that wait for the next day, at its start and
every minute: it looks at what Xero holds and sends only what is shown not to be there. What
only a person can decide is named once and left alone. Once a day it lists what somebody
changed in Xero (as "tieout watch" does) and uses each sign-in, so that none ends unnoticed.
It runs until it is stopped by Ctrl+C or SIGTERM; with --once it does one round and ends.`,
  operands: [],
  options: { once: { about: 'do one round and end' } },
  stopsGently: true,
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const { progress, isJson } = invocation;
  const isOnce = invocation.has('once');
  const report = await invocation.withApp((app) =>
    runCompleter(app, {
      isOnce,
      wait: app.time.wait,
      onProgress: progress.show,
      onNews: (news) => {
        progress.clear();
        if (!isJson) invocation.announce({}, newsText(news));
      },
    }),
  );
  progress.clear();
  const { problems } = report;
  return { json: report, text: endText(report), problems, hasFailed: problems.length > 0 };
}

function endText({ rounds, resumed, waiting }: WorkReport): string {
  const taken = `${countOf(resumed.length, 'export')} taken up again`;
  const lines = waiting.map(({ exportId, state, reason, wakeAt }) => {
    const until = wakeAt === null ? '' : ` It goes on at ${minuteOf(wakeAt)}.`;
    return `  ${exportId} (${state}): ${reason}${until}`;
  });
  return [`${countOf(rounds, 'round')}, ${taken}, ${waiting.length} waiting.`, ...lines].join('\n');
}
