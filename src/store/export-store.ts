import type { Catalog } from '../domain/catalog.ts';
import type { Stream } from '../domain/settings.ts';
import type { Act } from './act.ts';
import { leaseOwner, releaseLease, renewLease, takeLease } from './batch-lease.ts';
import { isHandedOver, loadBatch, loadBatchSettings } from './batch-reader.ts';
import { dropBatch, removeLeftovers } from './batch-removal.ts';
import { acceptBatch, beginBatch, nextExportId, setBatchState } from './batch-writer.ts';
import { doubtCalls } from './call-doubts.ts';
import { loadCalls, loadUnsent } from './call-reader.ts';
import { recordAttempt, recordCalls, recordOutcomes } from './call-writer.ts';
import { loadEntries } from './candidate-entries.ts';
import { type CandidateQuery, loadKeySpace } from './candidate-sql.ts';
import { loadBundles } from './candidates.ts';
import { claimRows } from './claims.ts';
import { decisionParts } from './decision-store.ts';
import { loadUnsound } from './document-hashes.ts';
import { loadBodies, loadDocuments } from './document-reader.ts';
import { recordDocumentStates } from './document-states.ts';
import { type ForeignQuery, loadForeignRows } from './foreign-rows.ts';
import { loadHorizon } from './imports.ts';
import { loadLeftAtBank } from './left-at-bank.ts';
import { loadLines } from './line-reader.ts';
import { loadOpenBatches } from './open-batches.ts';
import { writeBundles, writeDocuments } from './plan-writer.ts';
import { recordReceipts } from './receipt-writer.ts';
import { nameRows } from './row-names.ts';
import type { Store } from './store.ts';
import { loadPostedDocuments } from './tie-out-reader.ts';
import { undoParts } from './undo-store.ts';

/** All that the engine asks of the store; it reaches the engine as an argument only. */
export type ExportStore = ReturnType<typeof exportStore>;

type Wanted<F> = F extends (first: never, second: infer Second) => unknown ? Second : never;
type Step<F> = F extends (store: never, act: never, step: infer What) => unknown ? What : never;

/** The engine's view of a store; `act` says who acts and when, anew at each write. */
export function exportStore(store: Store, act: () => Act) {
  return {
    ...readings(store, act),
    ...planWrites(store, act),
    ...sendWrites(store, act),
    ...undoParts(store, act),
    ...decisionParts(store, act),
  };
}

function readings(store: Store, act: () => Act) {
  const { reader } = store;
  return {
    loadHorizon: () => loadHorizon(reader),
    loadKeySpace: (catalog: Catalog) => loadKeySpace(reader, catalog),
    loadBundles: (query: CandidateQuery & { stream: Stream }, catalog: Catalog) =>
      loadBundles(reader, query, catalog),
    loadEntries: (query: CandidateQuery, catalog: Catalog) => loadEntries(reader, query, catalog),
    loadForeignRows: (query: ForeignQuery, catalog: Catalog) =>
      loadForeignRows(reader, query, catalog),
    loadLeftAtBank: (query: CandidateQuery, catalog: Catalog) =>
      loadLeftAtBank(reader, query, catalog),
    nameRows: (wanted: Parameters<typeof nameRows>[1], catalog: Catalog) =>
      nameRows(reader, wanted, catalog),
    nextExportId: (pattern: Parameters<typeof nextExportId>[2]) =>
      nextExportId(reader, act().mode, pattern),
    loadBatch: (exportId: string) => loadBatch(reader, { mode: act().mode, exportId }),
    loadOpenBatches: (entityId: number) => loadOpenBatches(reader, { mode: act().mode, entityId }),
    loadBatchSettings: (batchId: number) => loadBatchSettings(reader, batchId),
    isHandedOver: (batchId: number) => isHandedOver(reader, batchId),
    loadDocuments: (wanted: Wanted<typeof loadDocuments>) => loadDocuments(reader, wanted),
    loadUnsound: (documentIds: readonly number[]) => loadUnsound(reader, documentIds),
    loadBodies: (documentIds: readonly number[]) => loadBodies(reader, documentIds),
    loadLines: (wanted: Wanted<typeof loadLines>) => loadLines(reader, wanted),
    loadPostedDocuments: (wanted: Wanted<typeof loadPostedDocuments>) =>
      loadPostedDocuments(reader, wanted),
    leaseOwner: (batchId: number) => leaseOwner(reader, batchId),
    loadCalls: (wanted: Wanted<typeof loadCalls>) => loadCalls(reader, wanted),
    loadUnsent: (batchIds: readonly number[]) => loadUnsent(reader, batchIds),
  };
}

function planWrites(store: Store, act: () => Act) {
  return {
    removeLeftovers: (lease: Step<typeof removeLeftovers>) => removeLeftovers(store, act(), lease),
    beginBatch: (batch: Step<typeof beginBatch>) => beginBatch(store, act(), batch),
    writeDocuments: (plan: Step<typeof writeDocuments>) => writeDocuments(store, act(), plan),
    writeBundles: (plan: Step<typeof writeBundles>) => writeBundles(store, act(), plan),
    claimRows: (request: Step<typeof claimRows>) => claimRows(store, act(), request),
    acceptBatch: (step: Step<typeof acceptBatch>) => acceptBatch(store, act(), step),
    dropBatch: (held: Step<typeof dropBatch>) => dropBatch(store, act(), held),
  };
}

function sendWrites(store: Store, act: () => Act) {
  return {
    takeLease: (wanted: Step<typeof takeLease>) => takeLease(store, act(), wanted),
    renewLease: (step: Step<typeof renewLease>) => renewLease(store, act(), step),
    releaseLease: (held: Step<typeof releaseLease>) => releaseLease(store, act(), held),
    setBatchState: (step: Step<typeof setBatchState>) => setBatchState(store, act(), step),
    recordCalls: (step: Step<typeof recordCalls>) => recordCalls(store, act(), step),
    recordAttempt: (step: Step<typeof recordAttempt>) => recordAttempt(store, act(), step),
    recordOutcomes: (step: Step<typeof recordOutcomes>) => recordOutcomes(store, act(), step),
    doubtCalls: (step: Step<typeof doubtCalls>) => doubtCalls(store, act(), step),
    recordDocumentStates: (step: Step<typeof recordDocumentStates>) =>
      recordDocumentStates(store, act(), step),
    recordReceipts: (step: Step<typeof recordReceipts>) => recordReceipts(store, act(), step),
  };
}
