import { randomUUID } from 'node:crypto';
import { type Outcome, problem } from '../../domain/problem.ts';
import type { Job } from '../contract/jobs.ts';

/** How far long work has come. */
export interface JobStep {
  readonly doing: string;
  readonly done: number;
  readonly of: number;
}

/** The long work of a server, each under an id, kept for a while after its end. */
export interface Jobs {
  /** Begins work for a user and gives its id at once. A second start of the same subject joins it. */
  start(wanted: JobWanted): string;
  /** Undefined for another user's, and for one that ended long ago. */
  find(jobId: string, user: string): Job | undefined;
  /** Tells of every change until the job ends, or until what it gives back is called. */
  follow(jobId: string, listener: (job: Job) => void): () => void;
}

export interface JobWanted {
  readonly user: string;
  readonly title: string;
  /** What only one job at a time may work on: "batch/20260531.001 test". */
  readonly subject: string;
  readonly work: (onProgress: (step: JobStep) => void) => Promise<Outcome<unknown>>;
}

interface Kept {
  job: Job;
  readonly users: Set<string>;
  readonly subject: string;
  readonly listeners: Set<(job: Job) => void>;
}

const MOST_KEPT = 200;

export function createJobs(): Jobs {
  const kept = new Map<string, Kept>();
  const change = (one: Kept, changed: Partial<Job>): void => {
    one.job = { ...one.job, ...changed };
    for (const listener of one.listeners) listener(one.job);
  };
  const run = async (one: Kept, work: JobWanted['work']): Promise<void> => {
    try {
      const outcome = await work(({ doing, done, of }) => change(one, { doing, done, of }));
      if (outcome.ok) change(one, { state: 'done', result: outcome.value });
      else change(one, { state: 'failed', problems: shown(outcome.problems) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const problems = shown([problem('program.unexpected_error', { reason })]);
      change(one, { state: 'failed', problems });
    }
  };
  return {
    start: ({ user, title, subject, work }) => {
      const running = [...kept.values()].find(
        (one) => one.subject === subject && one.job.state === 'running',
      );
      if (running !== undefined) {
        running.users.add(user);
        return running.job.jobId;
      }
      const job: Job = {
        ...{ jobId: randomUUID(), title, state: 'running', doing: '', done: 0, of: 0 },
        ...{ problems: [], result: null },
      };
      const one: Kept = { job, users: new Set([user]), subject, listeners: new Set() };
      kept.set(job.jobId, one);
      forgetOldest(kept);
      void run(one, work);
      return job.jobId;
    },
    find: (jobId, user) => {
      const one = kept.get(jobId);
      return one?.users.has(user) === true ? one.job : undefined;
    },
    follow: (jobId, listener) => {
      const one = kept.get(jobId);
      one?.listeners.add(listener);
      return () => one?.listeners.delete(listener);
    },
  };
}

function forgetOldest(kept: Map<string, Kept>): void {
  for (const [jobId, { job }] of kept) {
    if (kept.size <= MOST_KEPT) return;
    if (job.state !== 'running') kept.delete(jobId);
  }
}

function shown(problems: Extract<Outcome<unknown>, { ok: false }>['problems']): Job['problems'] {
  return problems.map((one) => ({ ...one, facts: { ...one.facts } }));
}
