import type { Problem } from '../domain/problem.ts';
import { groupDigits } from './figures.ts';

/** How many people read before they mend the first. */
const MOST_SHOWN = 20;

/** All problems of an act, where those in hand are only the first of them. */
export interface AllProblems {
  readonly count: number;
  /** A file that lists every one. */
  readonly listedIn: string | undefined;
}

/**
 * Problems for people, worst first as they come: what happened, then who does what about it; of many
 * the first, how many more there are, and where they stand.
 */
export function formatProblems(problems: readonly Problem[], all?: AllProblems): string {
  const groups: { remedy: string; messages: string[] }[] = [];
  for (const { message, remedy } of problems.slice(0, MOST_SHOWN)) {
    const last = groups.at(-1);
    if (last?.remedy === remedy) last.messages.push(message);
    else groups.push({ remedy, messages: [message] });
  }
  const texts = groups.map(({ remedy, messages }) => [...messages, `  -> ${remedy}`].join('\n'));
  const left = (all?.count ?? problems.length) - Math.min(problems.length, MOST_SHOWN);
  if (left > 0) texts.push(`and ${groupDigits(left)} more: ${placeOf(all)}.`);
  return texts.join('\n\n');
}

function placeOf(all: AllProblems | undefined): string {
  return all?.listedIn === undefined ? '--json lists all' : `${all.listedIn} lists all`;
}
