import type { Outcome, Problem } from '../domain/problem.ts';

/** One thing that an export needs: there, or what is wrong with it. */
export interface VerifyLine {
  readonly check: string;
  readonly passed: boolean;
  readonly message: string;
  readonly problems: readonly Problem[];
}

export function lineOf(check: string, message: string, problems: readonly Problem[]): VerifyLine {
  return { check, passed: problems.length === 0, message, problems };
}

/** A reading that failed, or what is said of it when it went well. */
export function lineFrom<T>(
  check: string,
  reading: Outcome<T>,
  judge: (value: T) => { message: string; problems?: readonly Problem[] | undefined },
): VerifyLine {
  if (!reading.ok) return lineOf(check, '', reading.problems);
  const { message, problems = [] } = judge(reading.value);
  return lineOf(check, message, problems);
}
