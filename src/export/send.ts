import { idempotencyKey, packCalls } from '../domain/calls.ts';
import type { SentContent } from '../domain/compare-documents.ts';
import { xeroRateOf } from '../domain/gst.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import { type BatchState, type DocumentState, settledBatchState } from '../domain/states.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredCall } from '../store/call-reader.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import { confirmDocuments } from './confirm.ts';
import type { ExportEffects } from './effects.ts';
import { lookUp } from './look-up.ts';
import { type RecheckInput, recheck } from './recheck.ts';
import { type CallEnd, sendCall } from './send-call.ts';
import { loadSentContents } from './sent-content.ts';

/** How a sending ended. */
export interface SendResult {
  readonly exportId: string;
  readonly batchState: BatchState;
  readonly documents: Readonly<Record<'confirmed' | 'rejected' | 'inDoubt' | 'conflict', number>>;
  readonly problems: readonly Problem[];
}

/** A batch in this worker's hands. */
interface Sending {
  readonly batch: ExportBatch;
  readonly held: HeldBatch;
  readonly against: RecheckInput;
  readonly contents: ReadonlyMap<number, SentContent>;
}

const SENDABLE: readonly BatchState[] = ['planned', 'approved', 'sending', 'parked', 'attention'];
const LEASE_MS = 90_000;
const AT_ONCE = 4;

/**
 * Sends what is left of a batch, or resumes it: looks for what is in doubt, commits calls before
 * they leave, records each answer, reads everything back, and settles the state of the batch.
 */
export async function sendBatch(
  effects: ExportEffects,
  batch: ExportBatch,
  against: RecheckInput,
): Promise<Outcome<SendResult>> {
  const { store } = effects;
  const { batchId, exportId, batchState } = batch;
  if (batchState === 'complete') return succeed(await summarise(effects, batch, []));
  if (!SENDABLE.includes(batchState)) {
    return fail(problem('batch.not_sendable', { exportId, state: batchState }));
  }
  const held = await takeBatch(effects, batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  try {
    const documents = await store.loadDocuments({ batchId });
    const contents = await loadSentContents(effects, batchId, documents);
    return succeed(await sendHeld(effects, { batch, held, against, contents }));
  } finally {
    await store.releaseLease(held);
  }
}

/** Takes the batch when nobody holds it, or when its holder is known to have died. */
async function takeBatch(
  { store, clock, later, owner, hasDied }: ExportEffects,
  batchId: number,
): Promise<HeldBatch | undefined> {
  const until = later(clock.now(), LEASE_MS);
  const held = await store.takeLease({ batchId, owner, until });
  if (held !== undefined) return held;
  const holder = await store.leaseOwner(batchId);
  return holder !== undefined && hasDied(holder)
    ? store.takeLease({ batchId, owner: holder, until })
    : undefined;
}

async function sendHeld(effects: ExportEffects, sending: Sending): Promise<SendResult> {
  const { batch, held, against } = sending;
  const { store } = effects;
  const unsent = await store.loadDocuments({
    batchId: batch.batchId,
    states: ['planned', 'rejected'],
  });
  const problems = recheck(against, contentsOf(unsent, sending));
  if (problems.length > 0) return summarise(effects, batch, problems);
  await store.setBatchState({ held, state: 'sending' });
  const resolved = await resolveDoubts(effects, sending);
  if (!resolved.ok) return settle(effects, sending, resolved.problems);
  const stopped = await sendUnsent(effects, sending);
  const posted = await store.loadDocuments({ batchId: batch.batchId, states: ['posted'] });
  const confirmed = await confirmDocuments(effects, {
    held,
    documents: posted,
    contents: sending.contents,
    rateOf: (taxType) => xeroRateOf(taxType, against.facts) ?? 0,
  });
  const failed = confirmed.ok ? [] : confirmed.problems;
  return stopped?.kind === 'parked'
    ? park(effects, sending, stopped)
    : settle(effects, sending, [...(stopped === undefined ? [] : [stopped.problem]), ...failed]);
}

function contentsOf(documents: readonly StoredDocument[], { contents }: Sending): SentContent[] {
  return documents.flatMap((one) => contents.get(one.documentId) ?? []);
}

/** Calls that left and have no answer: nothing of them is sent again before it was looked for. */
async function resolveDoubts(
  effects: ExportEffects,
  sending: Sending,
): Promise<Outcome<undefined>> {
  const { store } = effects;
  const { batch, held, against, contents } = sending;
  const open = await store.loadCalls({ batchId: batch.batchId, states: ['sending', 'unknown'] });
  const states: DocumentState[] = ['sending', 'inDoubt'];
  const documents = await store.loadDocuments({ batchId: batch.batchId, states });
  const sentBy = new Map(open.flatMap((call) => call.documentIds.map((id) => [id, call])));
  const inDoubt = documents.flatMap((document) => {
    const firstSentAt = sentBy.get(document.documentId)?.firstSentAt;
    const content = contents.get(document.documentId);
    return firstSentAt === undefined || content === undefined
      ? []
      : [{ document, content, firstSentAt }];
  });
  if (inDoubt.length === 0) return succeed(undefined);
  const rateOf = (taxType: string) => xeroRateOf(taxType, against.facts) ?? 0;
  const looked = await lookUp(effects, inDoubt, rateOf);
  if (!looked.ok) return looked;
  const { outcomes, absent } = looked.value;
  const { exportId } = batch;
  const doubted = absent.map(({ documentId, narration: text }) => ({
    documentId,
    state: 'inDoubt' as const,
    problem: problem('document.in_doubt', { text, exportId }),
  }));
  await store.recordDocumentStates({ held, outcomes: [...outcomes, ...doubted] });
  await recordNewCalls(effects, sending, absent.map(nextGeneration));
  return succeed(undefined);
}

/** A document that two looks agree to be absent goes out in a new call, under a new key. */
function nextGeneration(document: StoredDocument): StoredDocument {
  return { ...document, generation: document.generation + 1 };
}

/** Commits calls for all documents that never left, then sends every call that waits. */
async function sendUnsent(
  effects: ExportEffects,
  sending: Sending,
): Promise<Exclude<CallEnd, { kind: 'done' }> | undefined> {
  const { store } = effects;
  const { batchId } = sending.batch;
  const planned = await store.loadDocuments({ batchId, states: ['planned'] });
  const rejected = await store.loadDocuments({ batchId, states: ['rejected'] });
  await recordNewCalls(effects, sending, planned);
  await recordNewCalls(effects, sending, rejected.map(nextGeneration));
  const waiting = await store.loadCalls({ batchId, states: ['planned'] });
  const documents = await store.loadDocuments({ batchId, states: ['sending'] });
  const byId = new Map(documents.map((one) => [one.documentId, one]));
  let done = 0;
  let stopped: Exclude<CallEnd, { kind: 'done' }> | undefined;
  const sendNext = async (): Promise<void> => {
    for (let call = waiting.shift(); call !== undefined && !stopped; call = waiting.shift()) {
      const end = await sendStored(effects, sending, { call, byId });
      if (end.kind !== 'done') stopped ??= end;
      done += call.documentIds.length;
      effects.onProgress({ doing: 'Sending', done, of: documents.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
  return stopped;
}

async function sendStored(
  effects: ExportEffects,
  { held }: Sending,
  { call, byId }: { call: StoredCall; byId: ReadonlyMap<number, StoredDocument> },
): Promise<CallEnd> {
  const { store, clock, later } = effects;
  await store.renewLease({ held, until: later(clock.now(), LEASE_MS) });
  const documents = call.documentIds.flatMap((id) => byId.get(id) ?? []);
  return sendCall(effects, { held, call, documents });
}

async function recordNewCalls(
  { store, wire, digest }: ExportEffects,
  { batch, held }: Sending,
  documents: readonly StoredDocument[],
): Promise<void> {
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

async function park(
  effects: ExportEffects,
  { batch, held }: Sending,
  stopped: { readonly problem: Problem; readonly waitMs: number },
): Promise<SendResult> {
  const { store, clock, later } = effects;
  const wakeAt = later(clock.now(), stopped.waitMs);
  const reason = stopped.problem.message;
  await store.setBatchState({ held, state: 'parked', wakeAt, reason });
  const parked = problem('batch.parked', { exportId: batch.exportId, reason, wakeAt });
  return summarise(effects, batch, [stopped.problem, parked]);
}

async function settle(
  effects: ExportEffects,
  { batch, held }: Sending,
  problems: readonly Problem[],
): Promise<SendResult> {
  const documents = await effects.store.loadDocuments({ batchId: batch.batchId });
  const state = settledBatchState(documents.map((one) => one.documentState));
  await effects.store.setBatchState({ held, state });
  return summarise(effects, batch, problems);
}

/** Counts the documents by their end, with every problem of theirs. */
async function summarise(
  { store }: ExportEffects,
  batch: ExportBatch,
  problems: readonly Problem[],
): Promise<SendResult> {
  const documents = await store.loadDocuments({ batchId: batch.batchId });
  const count = (...states: DocumentState[]) =>
    documents.filter((one) => states.includes(one.documentState)).length;
  const current = await store.loadBatch(batch.exportId);
  return {
    exportId: batch.exportId,
    batchState: current?.batchState ?? batch.batchState,
    documents: {
      confirmed: count('confirmed'),
      rejected: count('rejected'),
      inDoubt: count('inDoubt', 'sending', 'posted'),
      conflict: count('conflict'),
    },
    problems: [...problems, ...documents.flatMap((one) => one.problem ?? [])],
  };
}
