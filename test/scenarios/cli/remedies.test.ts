import { expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { PROBLEMS } from '../../../src/domain/problems/index.ts';
import type { ProblemEntry } from '../../../src/domain/problems/table.ts';

it('every command that a remedy names can be typed', () => {
  const names = COMMANDS.map(({ name }) => name);
  const named = Object.values<ProblemEntry>(PROBLEMS).flatMap(({ message, remedy }) =>
    [...`${message} ${remedy}`.matchAll(/"tieout ([^"]*)"/g)].map(([, words = '']) => words),
  );
  expect(named.length).toBeGreaterThan(10);
  const unknown = named.filter((words) => {
    const given = words.split(' ');
    return !names.some((name) =>
      name.split(' ').every((word, at) => given[at] === word || given[at]?.startsWith('{')),
    );
  });
  expect(unknown).toEqual([]);
});
