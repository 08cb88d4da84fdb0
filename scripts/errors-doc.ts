/** Writes docs/errors.md, for the people who meet the problems, from the one table of problems. */
import { PROBLEMS } from '../src/domain/problems/index.ts';
import type { ProblemEntry } from '../src/domain/problems/table.ts';
import { PROBLEM_TOPICS, type ProblemTopic } from '../src/domain/problems/topics.ts';
import { TRY_AGAIN, withValues } from '../src/domain/problems/words.ts';
import type { GeneratedDocument } from './checks/documents.ts';
import { writeDocument } from './write-document.ts';

export const ERRORS_DOCUMENT: GeneratedDocument = {
  path: 'docs/errors.md',
  render: () => renderErrors(PROBLEM_TOPICS, Object.keys(PROBLEMS)),
};

/** The document as text; a problem that stands under no topic stops it. */
export function renderErrors(
  topics: readonly ProblemTopic[],
  problemCodes: readonly string[],
): string {
  const missing = problemCodes.filter((name) => !topics.some((topic) => name in topic.problems));
  if (missing.length > 0) throw new Error(`No topic holds ${missing.join(', ')}`);
  const parts = topics.filter((topic) => Object.keys(topic.problems).length > 0).map(renderTopic);
  return [INTRODUCTION, ...parts].join('\n');
}

const INTRODUCTION = `# Every problem that tieout reports

Each problem has a fixed name. A report says what happened, with the values in the place of the
words in ‹angle quotes›, and what to do about it. This page is written from the program's own table
by \`npm run docs\`; \`tieout errors\` prints the same table.
`;

function renderTopic({ title, about, problems }: ProblemTopic): string {
  const entries = Object.entries(problems).map(([name, entry]) => renderProblem(name, entry));
  return `## ${title}\n\n${about}\n\n${entries.join('\n')}`;
}

function renderProblem(name: string, entry: ProblemEntry): string {
  return `### \`${name}\`

${withValues(entry.message)}

- **What to do:** ${withValues(entry.remedy)}
- **Try again:** ${TRY_AGAIN[entry.retry]}
`;
}

if (import.meta.main) writeDocument(ERRORS_DOCUMENT);
