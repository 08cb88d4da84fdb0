import type { Problem } from '../domain/problem.ts';

/** Ends a transaction, or an opening, with a problem that a person can act on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
