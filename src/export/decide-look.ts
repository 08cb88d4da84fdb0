import { isLiveInXero } from '../domain/compare-documents.ts';
import type { ShownByXero } from '../domain/decision.ts';
import type { DocumentKind, FoundDocument } from '../domain/found-document.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { ExportEffects } from './effects.ts';
import { lookTwice, type ToLookFor } from './look-up.ts';
import { LEASE_MS } from './sending.ts';

/** A document on which a person decides. */
export interface ToDecideOn {
  readonly document: StoredDocument;
  /** The document in Xero that the person names. */
  readonly xeroId: string | undefined;
  /** Undefined in a preview. */
  readonly held: HeldBatch | undefined;
}

/**
 * Looks through Xero for a document on which a person decides: in the two ways and twice, as for one
 * in doubt, unless a live one shows up at once; and by the ids that are known of it or named.
 */
export async function lookForDecision(
  effects: ExportEffects,
  batch: ExportBatch,
  { document, xeroId, held }: ToDecideOn,
): Promise<Outcome<ShownByXero>> {
  const { store, clock, later } = effects;
  const wanted = await toLookFor(effects, batch, document);
  const looked = await lookTwice(effects, [wanted], {
    isFound: (found) => found.some(isLiveInXero),
    beforeLook: async () => {
      if (held === undefined) return;
      await store.renewLease({ held, until: later(clock.now(), LEASE_MS) });
    },
  });
  if (!looked.ok) return looked;
  const { documentId, kind } = document;
  const known = await readById(effects, kind, document.xeroId);
  if (!known.ok) return known;
  const marked = (looked.value.get(documentId) ?? []).filter(
    (one) => one.xeroId !== document.xeroId,
  );
  const own = known.value === undefined ? marked : [known.value, ...marked];
  if (xeroId === undefined) return succeed({ own, chosen: undefined });
  const named = await readById(effects, kind, xeroId);
  if (!named.ok) return named;
  const found = named.value;
  const { tenantId } = batch;
  const asked = { tenantId, xeroId: found?.xeroId ?? xeroId, butNot: documentId };
  const knownAs = (await store.loadKnownAs(asked)) ?? '';
  return succeed({ own, chosen: { xeroId, found, knownAs } });
}

async function toLookFor(
  { store }: ExportEffects,
  { batchId, createdAt }: ExportBatch,
  document: StoredDocument,
): Promise<ToLookFor> {
  const calls = (await store.loadCalls({ batchId })).filter((call) =>
    call.documentIds.includes(document.documentId),
  );
  const last = calls.at(-1);
  const isAnswered = last?.callState === 'answered' || last?.callState === 'refused';
  const isOver = isAnswered && document.documentState !== 'inDoubt';
  return {
    document,
    firstSentAt: calls.find((call) => call.firstSentAt !== undefined)?.firstSentAt ?? createdAt,
    lastLeftAt: isOver ? undefined : last?.lastActiveAt,
    settledIds: new Set(),
  };
}

/** The document under an id; undefined where Xero has none of that kind. */
async function readById(
  { xero }: ExportEffects,
  kind: DocumentKind,
  xeroId: string | undefined,
): Promise<Outcome<FoundDocument | undefined>> {
  if (xeroId === undefined) return succeed(undefined);
  const read = await xero.readDocument(kind, xeroId);
  if (read.ok || read.problems[0]?.code !== 'xero_call.not_found') return read;
  return succeed(undefined);
}
