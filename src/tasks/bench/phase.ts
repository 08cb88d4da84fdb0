import type { Outcome } from '../../domain/problem.ts';
import type { ProgressListener } from '../export-engine.ts';
import type { TaskContext } from '../task-context.ts';

/**
 * The parts of a run in their order, each in a process of its own, so that its peak of memory is its
 * own. Each floor is measured just before what stands on it, so that both meet the same machine.
 */
export const PHASE_NAMES = [
  'generate',
  'setUp',
  'setUpFloor',
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
  /** Belongs to the bench; holds the files and the data folders of the run. */
  readonly root: string;
  readonly rows: number;
  /** Of the twin that belongs to the data folder. */
  readonly twinUrl: string;
  readonly onProgress: ProgressListener;
}

/** What a phase did: `count` rows, or documents, in the time that the work itself took. */
export interface PhaseWork extends Spent {
  readonly count: number;
  readonly facts: Readonly<Record<string, number | string>>;
}

export type Phase = (input: PhaseInput) => Promise<Outcome<PhaseWork>>;

/** How long some work took by the clock, and of the processors' time. */
export interface Spent {
  readonly seconds: number;
  /** Of all threads of this process, system calls included; other processes do not lengthen it. */
  readonly cpuSeconds: number;
}

export async function timed<T>(work: () => Promise<T>): Promise<Spent & { readonly value: T }> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { value, seconds, cpuSeconds: (user + system) / 1e6 };
}
