import { runCompleter } from '../../tasks/completer.ts';
import type { TimedNews, WatchSummary, WorkReport } from '../../tasks/work-report.ts';
import type { Command, EmptyOf, Invocation, Report } from '../command.ts';
import { countOf, minuteOf } from '../figures.ts';

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
        if (!isJson) invocation.announce({}, `${secondOf(news.at)}  ${newsText(news)}`);
      },
    }),
  );
  progress.clear();
  const { problems } = report;
  return { json: report, text: endText(report), problems, hasFailed: problems.length > 0 };
}

/** 2026-05-31 09:30:12 UTC. */
function secondOf(moment: string): string {
  return `${moment.slice(0, 19).replace('T', ' ')} UTC`;
}

function newsText(news: TimedNews): string {
  switch (news.kind) {
    case 'begun':
      return `Export ${news.exportId} is taken up again.`;
    case 'ended':
      return endedText(news);
    case 'failed':
      return `${subjectOf(news.what)} did not get on: ${wordsOf(news)} Next try at ${minuteOf(news.retryAt)}.`;
    case 'left':
      return `Export ${news.exportId} is left alone. ${news.reason}`;
    case 'cleared':
      return `Cleared away what had died on the way: ${news.what}.`;
    case 'watched':
      return watchedText(news.watch);
    case 'renewed':
      return `${countOf(news.connections, 'sign-in')} to Xero renewed.`;
  }
}

function endedText(news: Extract<TimedNews, { kind: 'ended' }>): string {
  const { exportId, state, confirmed } = news;
  if (state === 'complete') {
    const sent = countOf(confirmed, 'document');
    return `Export ${exportId} is complete: ${sent} in Xero, each once, read back and equal.`;
  }
  return [`Export ${exportId}: ${state}.`, wordsOf(news)].filter((text) => text !== '').join(' ');
}

const MOST_WORDS = 3;

function wordsOf({ problems }: { problems: readonly { message: string }[] }): string {
  const messages = problems.slice(0, MOST_WORDS).map(({ message }) => message);
  const more = problems.length - messages.length;
  return [...messages, ...(more > 0 ? [`And ${countOf(more, 'problem')} more.`] : [])].join(' ');
}

/** An export id stands alone, everything else is named in words. */
function subjectOf(what: string): string {
  return what.startsWith('the ') ? `T${what.slice(1)}` : `Export ${what}`;
}

function watchedText({ entity, organisation, documents, drift }: WatchSummary): string {
  const looked = `${countOf(documents, 'document')} of ours in ${organisation} compared`;
  if (drift === 0) return `${looked}: all are as they were sent.`;
  const found = countOf(drift, 'document is', 'documents are');
  return `${looked}: ${found} not as it should be; "tieout watch --entity ${entity}" lists them.`;
}

function endText({ rounds, resumed, waiting }: WorkReport): string {
  const taken = `${countOf(resumed.length, 'export')} taken up again`;
  const lines = waiting.map(({ exportId, state, reason, wakeAt }) => {
    const until = wakeAt === null ? '' : ` It goes on at ${minuteOf(wakeAt)}.`;
    return `  ${exportId} (${state}): ${reason}${until}`;
  });
  return [`${countOf(rounds, 'round')}, ${taken}, ${waiting.length} waiting.`, ...lines].join('\n');
}
