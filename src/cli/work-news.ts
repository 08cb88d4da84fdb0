import type { TimedNews, WatchSummary } from '../tasks/work-report.ts';
import { countOf, minuteOf } from './figures.ts';

/** One line about what the completer did, with its moment, in words of an accountant. */
export function newsText(news: TimedNews): string {
  return `${secondOf(news.at)}  ${words(news)}`;
}

/** 2026-05-31 09:30:12 UTC. */
function secondOf(moment: string): string {
  return `${moment.slice(0, 19).replace('T', ' ')} UTC`;
}

function words(news: TimedNews): string {
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
