import type { Outcome } from '../../domain/problem.ts';
import type { ProgressListener } from '../export-engine.ts';
import type { TaskContext } from '../task-context.ts';

/** The parts of a run, each in a process of its own, so that its peak of memory is its own. */
export const PHASE_NAMES = [
  'generate',
  'setUp',
  'split',
  'ingestFloor',
  'ingest',
  'planFloor',
  'plan',
  'sendFloor',
  'send',
] as const;

export type PhaseName = (typeof PHASE_NAMES)[number];

/** What a phase is given. */
export interface PhaseInput {
  readonly context: TaskContext;
  /** Holds the files and the data folders of the run. */
  readonly root: string;
  readonly rows: number;
  /** Of the twin that belongs to the data folder. */
  readonly twinUrl: string;
  readonly onProgress: ProgressListener;
}

/** What a phase did: `count` rows, or documents, in the time that the work itself took. */
export interface PhaseWork {
  readonly count: number;
  readonly seconds: number;
  readonly facts: Readonly<Record<string, number | string>>;
}

export type Phase = (input: PhaseInput) => Promise<Outcome<PhaseWork>>;

/** Seconds that some work took, by a clock that nobody sets. */
export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
}
