import { problem } from '../domain/problem.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { ExportEffects } from './effects.ts';
import type { CallEnd, CallToSend } from './sending.ts';

/** Sets documents aside that are not stored as they were planned; gives the others. */
export async function withoutAltered<T extends StoredDocument>(
  { store }: Pick<ExportEffects, 'store'>,
  held: HeldBatch,
  documents: readonly T[],
): Promise<T[]> {
  const { altered } = await store.loadUnsound(documents.map((one) => one.documentId));
  if (altered.length === 0) return [...documents];
  const isAltered = (one: StoredDocument) => altered.includes(one.documentId);
  const outcomes = documents.filter(isAltered).map((one) => alteredOutcome(held, one));
  await store.recordDocumentStates({ held, outcomes });
  return documents.filter((one) => !isAltered(one));
}

/** The bytes of a call; undefined where the store does not hold what was committed. */
export async function committedBody(
  { store, wire, digest }: Pick<ExportEffects, 'store' | 'wire' | 'digest'>,
  { call, documents }: CallToSend,
): Promise<string | undefined> {
  const ids = documents.map((one) => one.documentId);
  const bodies = await store.loadBodies(ids);
  const body = wire.formatCall(
    call.kind,
    ids.map((id) => bodies.get(id) ?? ''),
  );
  const { altered } = await store.loadUnsound(ids);
  return altered.length === 0 && digest.hex(body) === call.bodyHash ? body : undefined;
}

/**
 * A call that waits to leave and cannot be sent as it was committed: what was altered is set aside,
 * what is sound goes in another call.
 */
export async function withdrawCall(
  { store }: Pick<ExportEffects, 'store'>,
  { held, call: { callId }, documents }: CallToSend,
): Promise<CallEnd> {
  const { altered, unhashed } = await store.loadUnsound(documents.map((one) => one.documentId));
  const suspects = altered.length > 0 ? altered : unhashed;
  const reason = problem('call.altered', { exportId: held.exportId, callId });
  const outcomes = documents.map((one): DocumentOutcome => {
    if (suspects.includes(one.documentId)) return alteredOutcome(held, one);
    const { documentId } = one;
    // In another call it needs another key, and so a higher generation.
    return { documentId, state: 'rejected', problem: reason };
  });
  await store.recordOutcomes({ held, outcome: { callId, state: 'refused', documents: outcomes } });
  return suspects.length > 0 ? { kind: 'done' } : { kind: 'stopped', problem: reason };
}

function alteredOutcome(
  { exportId }: HeldBatch,
  { documentId, part, narration: text }: StoredDocument,
): DocumentOutcome {
  const reason = problem('document.altered', { text, part, exportId });
  return { documentId, state: 'conflict', problem: reason };
}
