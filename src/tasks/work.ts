import type { Instant } from '../domain/dates.ts';
import { type Outcome, type Problem, problem } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';
import { Refusal } from '../store/refusal.ts';
import { laterInstant } from '../xero/client/effects.ts';
import type { ProgressListener } from './export-engine.ts';
import { createPatience, type Patience } from './patience.ts';
import type { TaskContext } from './task-context.ts';
import type { TimedNews, WatchSummary, WorkNews } from './work-report.ts';

/**
 * One run of the completer. What it remembers between its rounds is only what may be forgotten: a
 * program that starts anew goes on from the store alone.
 */
export interface Work {
  readonly context: TaskContext;
  readonly patience: Patience;
  readonly onProgress: ProgressListener;
  /** Organisations that are being worked for, by tenant. */
  readonly busy: Set<string>;
  /** What is left to a person and was said already. */
  readonly said: Set<string>;
  readonly resumed: Map<string, BatchState>;
  readonly watched: Map<string, WatchSummary>;
  /** What keeps each thing from going on, as of its last try. */
  readonly problems: Map<string, readonly Problem[]>;
  tell(news: WorkNews): void;
}

export interface WorkListener {
  readonly onNews: (news: TimedNews) => void;
  readonly onProgress: ProgressListener;
}

export function beginWork(context: TaskContext, { onNews, onProgress }: WorkListener): Work {
  return {
    context,
    onProgress,
    patience: createPatience(context.time.monotonicMs),
    busy: new Set(),
    said: new Set(),
    resumed: new Map(),
    watched: new Map(),
    problems: new Map(),
    tell: (news) => onNews({ ...news, at: context.act().at }),
  };
}

/** An act whose every failure is a problem: one thing that breaks leaves the others going on. */
export async function attempt<T>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: [error.problem] };
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [problem('program.unexpected_error', { reason })] };
  }
}

export function shouldStop({ context }: Pick<Work, 'context'>): boolean {
  return context.time.shouldStop?.() === true;
}

/** Notes that something did not get on, and says until when it is left alone. */
export function putOff(
  { context, patience, problems: known, tell }: Work,
  { what, standing, problems }: { what: string; standing: string; problems: readonly Problem[] },
): Instant {
  patience.failed(what, standing);
  known.set(what, problems);
  const retryAt = laterInstant(context.act().at, patience.waitMs(what, standing));
  tell({ kind: 'failed', what, problems, retryAt });
  return retryAt;
}
