import type { SentContent } from '../domain/compare-documents.ts';
import { xeroRateOf } from '../domain/gst.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import { type BatchState, type DocumentState, settledBatchState } from '../domain/states.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import { confirmDocuments } from './confirm.ts';
import { countDocuments, type DocumentCounts } from './count-documents.ts';
import { resolveDoubts } from './doubts.ts';
import type { ExportEffects } from './effects.ts';
import { checkNotHandedOver } from './handed-over.ts';
import { checkOrganisation, type RecheckInput, recheck } from './recheck.ts';
import { nextGeneration, recordNewCalls } from './record-calls.ts';
import { sendCall } from './send-call.ts';
import type { CallEnd, Sending } from './sending.ts';
import { loadSentContents } from './sent-content.ts';
import { statesThatCount } from './states-that-count.ts';
import { takeBatch } from './take-batch.ts';

/** How a sending ended. */
export interface SendResult {
  readonly exportId: string;
  readonly batchState: BatchState;
  readonly documents: DocumentCounts;
  readonly problems: readonly Problem[];
}

const SENDABLE: readonly BatchState[] = ['planned', 'approved', 'sending', 'parked', 'attention'];
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
  const { batchId, exportId } = batch;
  const ended = await endedBefore(effects, batch);
  if (ended !== undefined) return ended;
  const held = await takeBatch(effects, batchId);
  if (held === undefined) return fail(problem('batch.held_elsewhere', { exportId }));
  try {
    // Until the lease was taken, somebody else may have sent, undone or discarded it.
    const endedSince = await endedBefore(effects, (await store.loadBatch(exportId)) ?? batch);
    if (endedSince !== undefined) return endedSince;
    const documents = await store.loadDocuments({ batchId });
    const contents = await loadSentContents(effects, batchId, documents);
    return succeed(await sendHeld(effects, { batch, held, against, contents, during: 'sending' }));
  } finally {
    await store.releaseLease(held);
  }
}

/** The outcome for a batch of which nothing may be sent in the state in which it is. */
async function endedBefore(
  effects: ExportEffects,
  batch: ExportBatch,
): Promise<Outcome<SendResult> | undefined> {
  const { exportId, batchState } = batch;
  if (batchState === 'complete') return succeed(await summarise(effects, batch, []));
  if (batchState === 'undoing') return fail(problem('undo.cut_short', { exportId }));
  const handedOver = checkNotHandedOver(batch);
  if (handedOver.length > 0) return fail(...handedOver);
  if (SENDABLE.includes(batchState)) return undefined;
  return fail(problem('batch.not_sendable', { exportId, state: batchState }));
}

/** Looks before it sends, and sends only while nothing in Xero has changed since the plan. */
async function sendHeld(effects: ExportEffects, sending: Sending): Promise<SendResult> {
  const { batch, held, against } = sending;
  const others = checkOrganisation(against, batch.exportId);
  if (others.length > 0) return summarise(effects, batch, others);
  const resolved = await resolveDoubts(effects, sending);
  if (!resolved.ok) return end(effects, sending, { problems: resolved.problems });
  const changes = recheck(against, await contentsToSend(effects, sending));
  if (changes.length > 0) return end(effects, sending, { problems: changes });
  await effects.store.setBatchState({ held, state: 'sending' });
  const stopped = await sendUnsent(effects, sending);
  return end(effects, sending, {
    problems: stopped === undefined ? [] : [stopped.problem],
    waitMs: stopped?.waitMs,
  });
}

/** What may leave: never sent, refused by Xero, or absent from it. */
async function contentsToSend(
  { store }: ExportEffects,
  { batch, contents }: Sending,
): Promise<SentContent[]> {
  const states: DocumentState[] = ['planned', 'rejected', 'sending'];
  const documents = await store.loadDocuments({ batchId: batch.batchId, states });
  return documents.flatMap((one) => contents.get(one.documentId) ?? []);
}

type Stopped = Extract<CallEnd, { kind: 'stopped' }>;

/** Commits calls for all documents that never left, then sends every call that waits. */
async function sendUnsent(effects: ExportEffects, sending: Sending): Promise<Stopped | undefined> {
  const { store } = effects;
  const { batchId } = sending.batch;
  const planned = await store.loadDocuments({ batchId, states: ['planned'] });
  const rejected = await store.loadDocuments({ batchId, states: ['rejected'] });
  await recordNewCalls(effects, sending, planned);
  await recordNewCalls(effects, sending, rejected.map(nextGeneration));
  const waiting = await store.loadCalls({ batchId, states: ['planned'] });
  const leaving = await store.loadDocuments({ batchId, states: ['sending'] });
  const byId = new Map(leaving.map((one) => [one.documentId, one]));
  let done = 0;
  let stopped: Stopped | undefined;
  const sendNext = async (): Promise<void> => {
    while (stopped === undefined && !effects.shouldStop()) {
      const call = waiting.shift();
      if (call === undefined) return;
      const documents = call.documentIds.flatMap((id) => byId.get(id) ?? []);
      const result = await sendCall(effects, { held: sending.held, call, documents });
      if (result.kind === 'stopped') stopped ??= result;
      done += call.documentIds.length;
      effects.onProgress({ doing: 'Sending', done, of: byId.size });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
  return stopped;
}

/**
 * Reads back what was posted, and again what differed, since a person may have put it right. Then
 * settles the batch, or parks it where time alone is missing.
 */
async function end(
  effects: ExportEffects,
  sending: Sending,
  ending: { readonly problems: readonly Problem[]; readonly waitMs?: number | undefined },
): Promise<SendResult> {
  if (effects.shouldStop()) return interrupt(effects, sending);
  const { batch, held, against, contents } = sending;
  const { batchId } = batch;
  const states: DocumentState[] = ['posted', 'conflict'];
  const documents = await effects.store.loadDocuments({ batchId, states });
  const confirmed = await confirmDocuments(effects, {
    held,
    // Of mirrors only an undo knows what became of the journals that they reverse.
    documents: documents.filter((one) => one.xeroId !== undefined && one.mirrorOf === undefined),
    contents,
    rateOf: (taxType) => xeroRateOf(taxType, against.facts) ?? 0,
  });
  if (!confirmed.ok && effects.shouldStop()) return interrupt(effects, sending);
  const found = confirmed.ok ? [] : confirmed.problems;
  const known = new Set(ending.problems.map(({ code }) => code));
  const problems = [...ending.problems, ...found.filter(({ code }) => !known.has(code))];
  const waitMs = ending.waitMs ?? limitWait(problems);
  return waitMs === undefined
    ? settle(effects, sending, problems)
    : park(effects, sending, { problems, waitMs });
}

/** Everything that came back is recorded; whoever takes the batch next goes on from there. */
function interrupt(effects: ExportEffects, { batch }: Sending): Promise<SendResult> {
  const { exportId } = batch;
  return summarise(effects, batch, [problem('batch.stopped', { exportId })]);
}

function limitWait(problems: readonly Problem[]): number | undefined {
  const limit = problems.find(({ code }) => code.startsWith('xero_limit.'));
  return limit === undefined ? undefined : Number(limit.facts.retryAfterSeconds) * 1000;
}

async function park(
  effects: ExportEffects,
  { batch, held }: Sending,
  { problems, waitMs }: { readonly problems: readonly Problem[]; readonly waitMs: number },
): Promise<SendResult> {
  const { store, clock, later } = effects;
  const wakeAt = later(clock.now(), waitMs);
  const reason = problems.map(({ message }) => message).join(' ');
  await store.setBatchState({ held, state: 'parked', wakeAt, reason });
  const parked = problem('batch.parked', { exportId: batch.exportId, reason, wakeAt });
  return summarise(effects, batch, [...problems, parked]);
}

async function settle(
  effects: ExportEffects,
  { batch, held }: Sending,
  problems: readonly Problem[],
): Promise<SendResult> {
  const documents = await effects.store.loadDocuments({ batchId: batch.batchId });
  const states = statesThatCount(documents);
  const isUntouched =
    states.length > 0 && states.every((documentState) => documentState === 'planned');
  if (!isUntouched) await effects.store.setBatchState({ held, state: settledBatchState(states) });
  return summarise(effects, batch, problems);
}

/** Counts the documents by their end, with every problem of theirs. */
async function summarise(
  effects: ExportEffects,
  batch: ExportBatch,
  problems: readonly Problem[],
): Promise<SendResult> {
  const { store } = effects;
  const documents = await store.loadDocuments({ batchId: batch.batchId });
  const current = await store.loadBatch(batch.exportId);
  return {
    exportId: batch.exportId,
    batchState: current?.batchState ?? batch.batchState,
    documents: await countDocuments(effects, batch.batchId),
    problems: [...problems, ...documents.flatMap((one) => one.problem ?? [])],
  };
}
