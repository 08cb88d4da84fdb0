import type { Facts } from '../domain/problem.ts';
import type { ProblemCode } from '../domain/problems/index.ts';

/** Ends the reading of a file whose rest cannot be understood; the reader adds the line. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly problemCode: ProblemCode;
  readonly facts: Facts;

  constructor(problemCode: ProblemCode, facts: Facts = {}) {
    super(problemCode);
    this.problemCode = problemCode;
    this.facts = facts;
  }
}
