import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../test/stores.ts';
import { problem } from '../domain/problem.ts';
import { problemFileBeside } from './problem-file.ts';

let folder = '';
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

const found = problem('value.missing', { row: 2, column: 'date' });

it('writes all problems beside the file, the list of an earlier try gone', () => {
  const path = join(folder, 'a.csv');
  writeFileSync(`${path}.problems.csv`, 'old');
  const list = problemFileBeside(path);
  for (let times = 0; times < 5000; times += 1) list.add(found);
  expect(list.close()).toBe(`${path}.problems.csv`);
  const lines = readFileSync(`${path}.problems.csv`, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(5001);
  expect(lines[1]).toBe(
    '2,date,,value.missing,Line 2: date is blank.,Fill in date in the loan system or in the file.',
  );
});

it('leaves no list where there is no problem', () => {
  const path = join(folder, 'a.csv');
  writeFileSync(`${path}.problems.csv`, 'old');
  expect(problemFileBeside(path).close()).toBeUndefined();
  expect(existsSync(`${path}.problems.csv`)).toBe(false);
});

it('does without a list where it cannot be written', () => {
  const path = join(folder, 'gone', 'a.csv');
  mkdirSync(join(folder, 'gone'));
  const list = problemFileBeside(path);
  rmSync(join(folder, 'gone'), { recursive: true });
  list.add(found);
  expect(list.close()).toBeUndefined();
});
