import type { Instant } from '../domain/dates.ts';
import type { Problem } from '../domain/problem.ts';
import type { BatchState } from '../domain/states.ts';

/** Something that the completer did, or found and leaves to a person. */
export type WorkNews =
  | { readonly kind: 'begun'; readonly exportId: string }
  | {
      readonly kind: 'ended';
      readonly exportId: string;
      readonly state: BatchState;
      readonly confirmed: number;
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'failed';
      readonly what: string;
      readonly problems: readonly Problem[];
      readonly retryAt: Instant;
    }
  | { readonly kind: 'left'; readonly exportId: string; readonly reason: string }
  | { readonly kind: 'cleared'; readonly what: string }
  | { readonly kind: 'watched'; readonly watch: WatchSummary }
  | { readonly kind: 'renewed'; readonly connections: number };

/** News with its moment. */
export type TimedNews = WorkNews & { readonly at: Instant };

/** What `work --json` prints at its end. */
export interface WorkReport {
  readonly rounds: number;
  /** Exports that were taken up again, each with the state that it came to. */
  readonly resumed: readonly { readonly exportId: string; readonly state: BatchState }[];
  readonly waiting: readonly WaitingExport[];
  readonly watched: readonly WatchSummary[];
  readonly problems: readonly Problem[];
}

/** An export that has not come to its end. */
export interface WaitingExport {
  readonly exportId: string;
  readonly state: BatchState;
  readonly reason: string;
  /** When the completer takes it up again; null where it waits for a person. */
  readonly wakeAt: string | null;
}

/** What a drift watch found, in numbers; the store keeps the documents. */
export interface WatchSummary {
  readonly entity: string;
  readonly organisation: string;
  /** How many documents of ours were compared. */
  readonly documents: number;
  readonly drift: number;
}
