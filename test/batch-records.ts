import type { Act } from '../src/store/act.ts';
import * as lease from '../src/store/batch-lease.ts';
import * as removal from '../src/store/batch-removal.ts';
import * as batches from '../src/store/batch-writer.ts';
import * as calls from '../src/store/call-writer.ts';
import { recordDocumentStates } from '../src/store/document-states.ts';
import * as plans from '../src/store/plan-writer.ts';
import { recordReceipts } from '../src/store/receipt-writer.ts';
import type { Store } from '../src/store/store.ts';

/** Everything that an export writes, as one argument that tests can wrap with faults. */
export function batchRecords(store: Store) {
  return {
    beginBatch: bind(store, batches.beginBatch),
    writeDocuments: bind(store, plans.writeDocuments),
    writeBundles: bind(store, plans.writeBundles),
    acceptBatch: bind(store, batches.acceptBatch),
    setBatchState: bind(store, batches.setBatchState),
    takeLease: bind(store, lease.takeLease),
    renewLease: bind(store, lease.renewLease),
    releaseLease: bind(store, lease.releaseLease),
    dropBatch: bind(store, removal.dropBatch),
    discardBatch: bind(store, removal.discardBatch),
    removeLeftovers: bind(store, removal.removeLeftovers),
    recordCalls: bind(store, calls.recordCalls),
    recordAttempt: bind(store, calls.recordAttempt),
    recordOutcomes: bind(store, calls.recordOutcomes),
    recordDocumentStates: bind(store, recordDocumentStates),
    recordReceipts: bind(store, recordReceipts),
  };
}

export type BatchRecords = ReturnType<typeof batchRecords>;

function bind<Step, Result>(
  store: Store,
  write: (store: Store, act: Act, step: Step) => Promise<Result>,
): (act: Act, step: Step) => Promise<Result> {
  return (act, step) => write(store, act, step);
}
