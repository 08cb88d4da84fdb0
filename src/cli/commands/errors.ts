import { PROBLEMS } from '../../domain/problems/index.ts';
import type { ProblemEntry } from '../../domain/problems/table.ts';
import { type Command, done, type Report } from '../command.ts';

export const errors: Command = {
  name: 'errors',
  group: 'Look up',
  summary: 'list every problem that can be reported, with what to do about it',
  about: 'Words in braces stand for the values of the case. docs/errors.md holds the same list.',
  operands: [],
  options: {},
  emptyJson: { errors: [] },
  run: async () => report(PROBLEMS),
};

function report(table: Readonly<Record<string, ProblemEntry>>): Report {
  const problems = Object.entries(table).map(([problemCode, entry]) => {
    return { code: problemCode, ...entry };
  });
  const text = problems
    .map((entry) => `${entry.code}\n  ${entry.message}\n  -> ${entry.remedy}`)
    .join('\n\n');
  return done({ errors: problems }, text);
}
