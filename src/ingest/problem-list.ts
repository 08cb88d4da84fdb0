import { type Facts, type Problem, problem } from '../domain/problem.ts';
import type { ProblemCode } from '../domain/problems/index.ts';

/** As many problems as a result carries; the rest goes to the sink alone. */
const KEPT = 1000;
const MOST_SPOILED = 100_000;

/** Takes each problem of a file as it is found. */
export interface ProblemSink {
  add(problem: Problem): void;
}

/** Collects the problems of one file; `row` is the line that is being checked. */
export interface ProblemList {
  row: number;
  readonly count: number;
  /** Reports a problem of the current line. */
  report(code: ProblemCode, facts?: Facts): void;
  /** Reports a problem that names its own line, or none. */
  add(problem: Problem): void;
  /** Remembers the id of a row that has problems, since others may refer to it. */
  spoil(id: string): void;
  isSpoiled(id: string): boolean;
  /** The first problems, in the order of the file. */
  first(): Problem[];
}

export function problemList(sink: ProblemSink): ProblemList {
  const kept: Problem[] = [];
  const spoiled = new Set<string>();
  let count = 0;
  const add = (found: Problem) => {
    count += 1;
    if (kept.length < KEPT) kept.push(found);
    sink.add(found);
  };
  return {
    row: 0,
    get count() {
      return count;
    },
    report(code, facts = {}) {
      add(problem(code, { row: this.row, ...facts }));
    },
    add,
    spoil(id) {
      if (spoiled.size < MOST_SPOILED) spoiled.add(id);
    },
    isSpoiled: (id) => spoiled.has(id),
    first: () => kept.toSorted((one, other) => rowOf(one) - rowOf(other)),
  };
}

function rowOf(found: Problem): number {
  return Number(found.facts.row ?? 0);
}
