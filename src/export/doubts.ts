import { xeroRateOf } from '../domain/gst.ts';
import { type Outcome, problem, succeed } from '../domain/problem.ts';
import type { StoredCall } from '../store/call-reader.ts';
import type { StoredDecision } from '../store/decision-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import { withoutAltered } from './altered.ts';
import type { ExportEffects } from './effects.ts';
import { type InDoubt, lookUp } from './look-up.ts';
import { nextGeneration, recordNewCalls } from './record-calls.ts';
import { LEASE_MS, type Sending } from './sending.ts';

/**
 * Documents that left and have no answer: each is looked for in Xero before anything of it is sent
 * again. What two looks agree to be absent waits in a new call, under a new key.
 */
export async function resolveDoubts(
  effects: ExportEffects,
  sending: Sending,
): Promise<Outcome<undefined>> {
  const { store, clock, later } = effects;
  const { batch, held, against } = sending;
  await noteInterrupted(effects, sending);
  const found = await loadDoubts(effects, sending);
  const sound = await withoutAltered(
    effects,
    held,
    found.map((one) => one.document),
  );
  const doubts = found.filter((one) => sound.includes(one.document));
  if (doubts.length === 0) return succeed(undefined);
  await store.setBatchState({ held, state: sending.during });
  const looked = await lookUp(effects, doubts, {
    rateOf: (taxType) => xeroRateOf(taxType, against.facts) ?? 0,
    beforeLook: () => store.renewLease({ held, until: later(clock.now(), LEASE_MS) }),
  });
  if (!looked.ok) return looked;
  const { outcomes, absent } = looked.value;
  const doubted = absent.map((one) => inDoubt(one, batch.exportId));
  await store.recordDocumentStates({ held, outcomes: [...outcomes, ...doubted] });
  await recordNewCalls(effects, sending, absent.map(nextGeneration));
  return succeed(undefined);
}

/**
 * A call whose worker went away in the middle of a try may have left at any moment until now. That
 * is noted once, so that whoever comes next waits from here on and not anew.
 */
async function noteInterrupted(
  { store }: ExportEffects,
  { batch: { batchId, exportId }, held }: Sending,
): Promise<void> {
  const leaving = await store.loadDocuments({ batchId, states: ['sending'] });
  for (const { callId, documentIds } of await store.loadCalls({ batchId, states: ['sending'] })) {
    const documents = leaving
      .filter(({ documentId }) => documentIds.includes(documentId))
      .map((one) => inDoubt(one, exportId));
    await store.recordOutcomes({ held, outcome: { callId, state: 'unknown', documents } });
  }
}

function inDoubt({ documentId, narration: text }: StoredDocument, exportId: string) {
  const doubt = problem('document.in_doubt', { text, exportId });
  return { documentId, state: 'inDoubt' as const, problem: doubt };
}

/** What decides is the last call of a document: one that has not left yet leaves nothing in doubt. */
async function loadDoubts(
  { store }: ExportEffects,
  { batch, contents }: Sending,
): Promise<InDoubt[]> {
  const { batchId } = batch;
  const documents = await store.loadDocuments({ batchId, states: ['sending', 'inDoubt'] });
  if (documents.length === 0) return [];
  const lastCalls = new Map<number, StoredCall>();
  for (const call of await store.loadCalls({ batchId })) {
    for (const documentId of call.documentIds) lastCalls.set(documentId, call);
  }
  const settled = settledIds(await store.loadDecisions(batchId));
  return documents.flatMap((document) => {
    const { callState, firstSentAt, lastActiveAt } = lastCalls.get(document.documentId) ?? {};
    const content = contents.get(document.documentId);
    if (callState === 'planned' || firstSentAt === undefined || content === undefined) return [];
    const lastLeftAt = lastActiveAt ?? firstSentAt;
    const settledOf = settled.get(document.documentId) ?? new Set();
    return [{ document, content, firstSentAt, lastLeftAt, settledIds: settledOf }];
  });
}

/** What stood void in Xero when a person had a document sent anew, by document id. */
function settledIds(decisions: readonly StoredDecision[]): Map<number, Set<string>> {
  const settled = new Map<number, Set<string>>();
  for (const { documentId = 0, decided, shown } of decisions) {
    if (decided !== 'notPosted') continue;
    const ids = shown.map(({ xeroId }) => xeroId);
    settled.set(documentId, new Set([...(settled.get(documentId) ?? []), ...ids]));
  }
  return settled;
}
