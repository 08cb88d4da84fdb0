import type { Instant } from '../../domain/dates.ts';
import type { Mode } from '../../domain/settings.ts';
import type { AppUser } from '../../store/people-reader.ts';
import type { Store } from '../../store/store.ts';
import type { TaskContext } from '../../tasks/task-context.ts';
import type { Jobs } from './jobs.ts';

/** What the routes are given. */
export interface ServerContext {
  readonly store: Store;
  now(): Instant;
  /** The way in which somebody acts in a mode. */
  contextFor(actor: string, mode: Mode): TaskContext;
  readonly jobs: Jobs;
  /** The folder of the built browser app. */
  readonly webFolder: string;
  /** Whether cookies shall travel over TLS alone. */
  readonly isSecure: boolean;
}

/** Somebody who is signed in, with the way to act as that person. */
export interface Visitor {
  readonly user: AppUser;
  readonly mode: Mode;
  readonly isTestForced: boolean;
  readonly context: TaskContext;
}
