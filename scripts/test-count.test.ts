import { expect, it } from 'vitest';
import { countTests } from './test-count.ts';

const test = (status: string) => ({ fullName: `a test that is ${status}`, status });

it('sums the runs, and says what was skipped', () => {
  const everyday = {
    testResults: [
      { name: 'a', status: 'passed', assertionResults: [test('passed'), test('skipped')] },
      { name: 'b', status: 'failed', assertionResults: [test('failed'), test('passed')] },
    ],
  };
  const long = {
    testResults: [{ name: 'c', status: 'passed', assertionResults: [test('passed')] }],
  };
  expect(countTests([everyday, long])).toEqual({
    passed: 3,
    failed: 1,
    skipped: ['a test that is skipped'],
  });
});

it('counts a file that did not load, and a run that left no report, as failures', () => {
  const unloaded = { testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] };
  expect(countTests([unloaded, undefined])).toEqual({ passed: 0, failed: 2, skipped: [] });
});
