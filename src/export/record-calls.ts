import { idempotencyKey, packCalls } from '../domain/calls.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import { withoutAltered } from './altered.ts';
import type { ExportEffects } from './effects.ts';
import type { Sending } from './sending.ts';

/** Commits calls for documents, packed in their order, before any of them leaves. */
export async function recordNewCalls(
  { store, wire, digest }: ExportEffects,
  { batch, held }: Pick<Sending, 'batch' | 'held'>,
  wanted: readonly StoredDocument[],
): Promise<void> {
  const documents = await withoutAltered({ store }, held, wanted);
  if (documents.length === 0) return;
  const bodies = await store.loadBodies(documents.map((one) => one.documentId));
  const packed = packCalls(
    documents.map((one) => ({ ...one, body: bodies.get(one.documentId) ?? '' })),
  );
  const calls = packed.map((group) => ({
    kind: group[0]?.kind ?? 'manualJournal',
    generation: Math.max(...group.map((one) => one.generation)),
    idempotencyKey: idempotencyKey(batch.tenantId, group, digest),
    bodyHash: digest.hex(
      wire.formatCall(
        group[0]?.kind ?? 'manualJournal',
        group.map((one) => one.body),
      ),
    ),
    documentIds: group.map((one) => one.documentId),
  }));
  await store.recordCalls({ held, calls });
}

/** A document that Xero refused, or surely does not hold, goes out under a new key only. */
export function nextGeneration(document: StoredDocument): StoredDocument {
  return { ...document, generation: document.generation + 1 };
}
