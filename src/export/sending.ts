import type { SentContent } from '../domain/compare-documents.ts';
import type { Problem } from '../domain/problem.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredCall } from '../store/call-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { RecheckInput } from './recheck.ts';

/** A batch in this worker's hands. */
export interface Sending {
  readonly batch: ExportBatch;
  readonly held: HeldBatch;
  readonly against: RecheckInput;
  /** What was planned, by document id. */
  readonly contents: ReadonlyMap<number, SentContent>;
  /** The state of the batch meanwhile. */
  readonly during: 'sending' | 'undoing';
}

/** How long a batch stays a worker's without word from it: a try with its wait, or a look. */
export const LEASE_MS = 240_000;

/** A call with its documents in order. */
export interface CallToSend {
  readonly held: HeldBatch;
  readonly call: Pick<StoredCall, 'callId' | 'kind' | 'idempotencyKey' | 'bodyHash'>;
  readonly documents: readonly StoredDocument[];
}

/** What one call's end means for the batch: go on, or stop and wait. */
export type CallEnd =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'stopped';
      readonly problem: Problem;
      /** Where nothing but time is missing. */
      readonly waitMs?: number;
    };
