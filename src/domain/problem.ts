import { PROBLEMS, type ProblemCode } from './problems/index.ts';
import type { ProblemEntry, Retry } from './problems/table.ts';

/** Ids, HTTP status, Xero's own words; never a secret. */
export type Facts = Readonly<Record<string, string | number>>;

/** Something that happened and stops an act, or part of it, until somebody does something. */
export interface Problem {
  readonly code: ProblemCode;
  /** What happened, with the values. */
  readonly message: string;
  /** Who does what, where. */
  readonly remedy: string;
  readonly retry: Retry;
  readonly facts: Facts;
}

/** Either a value or all the problems that prevented it. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A problem of the table, its `{placeholders}` filled from the facts. */
export function problem(code: ProblemCode, facts: Facts = {}): Problem {
  const entry: ProblemEntry = PROBLEMS[code];
  return {
    code,
    message: fill(entry.message, facts),
    remedy: fill(entry.remedy, facts),
    retry: entry.retry,
    facts,
  };
}

/** An outcome that holds a value. */
export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** An outcome that holds every problem that prevented it. */
export function fail(...problems: Problem[]): { ok: false; problems: Problem[] } {
  return { ok: false, problems };
}

/** A mistake of the programmer, not of the world: stops the act at once. */
export function invariant(condition: boolean, why: string): asserts condition {
  if (!condition) throw new Error(`Broken assumption: ${why}`);
}

function fill(template: string, facts: Facts): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? `{${name}}`));
}
