import type { Problem } from '../domain/problem.ts';

/** Problems for people, worst first as they come: what happened, then who does what about it. */
export function formatProblems(problems: readonly Problem[]): string {
  const groups: { remedy: string; messages: string[] }[] = [];
  for (const { message, remedy } of problems) {
    const last = groups.at(-1);
    if (last?.remedy === remedy) last.messages.push(message);
    else groups.push({ remedy, messages: [message] });
  }
  return groups
    .map(({ remedy, messages }) => [...messages, `  -> ${remedy}`].join('\n'))
    .join('\n\n');
}
