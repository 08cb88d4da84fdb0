/** Prints what the test reports named as arguments add up to; the last line is `N passed, N failed`. */
import { existsSync, readFileSync } from 'node:fs';

/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

/** Sums reports; one that was never written, and a file that did not load, count as one failure. */
export function countTests(reports: readonly (TestReport | undefined)[]): TestCount {
  const results = reports.flatMap((report) => report?.testResults ?? []);
  const tests = results.flatMap((result) => result.assertionResults);
  const unloaded = results.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const unwritten = reports.filter((report) => report === undefined);
  const isRun = (status: string): boolean => status === 'passed' || status === 'failed';
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed:
      tests.filter(({ status }) => status === 'failed').length + unloaded.length + unwritten.length,
    skipped: tests.filter(({ status }) => !isRun(status)).map(({ fullName }) => fullName),
  };
}

if (import.meta.main) {
  const reports = process.argv.slice(2).map((path) => {
    if (!existsSync(path)) return undefined;
    return JSON.parse(readFileSync(path, 'utf8')) as TestReport;
  });
  const { passed, failed, skipped } = countTests(reports);
  for (const name of skipped) console.log(`skipped: ${name}`);
  if (skipped.length > 0) console.log(`${skipped.length} skipped, not counted below`);
  console.log(`${passed} passed, ${failed} failed`);
}
