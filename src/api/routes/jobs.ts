import { randomUUID } from 'node:crypto';
import { type Outcome, type Problem, problem } from '../../domain/problem.ts';
import { Refusal } from '../../store/refusal.ts';
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
  /** The job that works on a subject now; whoever asks may follow it. */
  running(subject: string, user: string): string | undefined;
  /** Asks the job that works on a subject to stop at its next step; false where none does. */
  stop(subject: string): boolean;
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
  /** `stop` is aborted when somebody asks the job to stop. */
  readonly work: (
    onProgress: (step: JobStep) => void,
    stop: AbortSignal,
  ) => Promise<Outcome<unknown>>;
}

interface Kept {
  job: Job;
  readonly users: Set<string>;
  readonly subject: string;
  readonly listeners: Set<(job: Job) => void>;
  readonly stopper: AbortController;
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
      const tell = ({ doing, done, of }: JobStep) => change(one, { doing, done, of });
      const outcome = await work(tell, one.stopper.signal);
      if (outcome.ok) change(one, { state: 'done', result: outcome.value });
      else change(one, { state: 'failed', problems: shown(outcome.problems) });
    } catch (error) {
      change(one, { state: 'failed', problems: shown([problemOf(error)]) });
    }
  };
  const find = (subject: string): Kept | undefined =>
    [...kept.values()].find((one) => one.subject === subject && one.job.state === 'running');
  const join = (subject: string, user: string): string | undefined => {
    const one = find(subject);
    one?.users.add(user);
    return one?.job.jobId;
  };
  return {
    running: join,
    stop: (subject) => {
      const one = find(subject);
      one?.stopper.abort();
      return one !== undefined;
    },
    start: ({ user, title, subject, work }) => {
      const running = join(subject, user);
      if (running !== undefined) return running;
      const job: Job = {
        ...{ jobId: randomUUID(), title, state: 'running', doing: '', done: 0, of: 0 },
        ...{ problems: [], result: null },
      };
      const one: Kept = {
        ...{ job, users: new Set([user]), subject },
        ...{ listeners: new Set(), stopper: new AbortController() },
      };
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

/** A refusal says what a person can do; anything else is a mistake of ours. */
function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const reason = error instanceof Error ? error.message : String(error);
  return problem('program.unexpected_error', { reason });
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
