import { type Problem, problem } from '../domain/problem.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { HttpAnswer } from '../xero/client/http-answer.ts';
import type { CallJudgement } from '../xero/client/judge.ts';
import type { DocumentJudgement } from '../xero/client/judge-elements.ts';
import { committedBody, withdrawCall } from './altered.ts';
import type { ExportEffects } from './effects.ts';
import { type CallEnd, type CallToSend, LEASE_MS } from './sending.ts';

/** Xero keeps a key six minutes from the first call; we trust it for five. */
const KEY_LIFE_MS = 5 * 60_000;
const MAX_TRIES = 4;
/** Longer waits are not slept through: the batch is parked. */
const MAX_WAIT_MS = 90_000;

/**
 * Sends one call whose bytes and key are committed: every try is committed before it leaves, every
 * answer before anything follows from it. An answer that does not come is tried again under the
 * same key while the key and the lease surely live, then recorded as in doubt; never sent anew from here.
 */
export async function sendCall(effects: ExportEffects, sending: CallToSend): Promise<CallEnd> {
  const { store, clock, later, monotonicMs, shouldStop } = effects;
  const { held, call } = sending;
  const body = await committedBody(effects, sending);
  if (body === undefined) return withdrawCall(effects, sending);
  const keyEndsMs = monotonicMs() + KEY_LIFE_MS;
  let isDoubtful = false;
  for (let tries = 1; ; tries += 1) {
    const leaveBeforeMs = Math.min(keyEndsMs, monotonicMs() + LEASE_MS);
    await store.renewLease({ held, until: later(clock.now(), LEASE_MS) });
    await store.recordAttempt({ held, callId: call.callId });
    const judged = await sendOnce(effects, sending, { body, leaveBeforeMs });
    isDoubtful ||= judged.judgement.kind === 'unknown';
    const waitMs = waitBeforeRetry(judged.judgement, tries);
    const isShort = waitMs !== undefined && waitMs <= MAX_WAIT_MS;
    const mayRetry = isShort && tries < MAX_TRIES && monotonicMs() + waitMs < keyEndsMs;
    if (mayRetry && !shouldStop()) await waitFor(effects, waitMs);
    if (!mayRetry || shouldStop()) {
      return record(effects, sending, isDoubtful ? doubted(judged) : judged);
    }
  }
}

function waitFor({ onProgress, wait }: ExportEffects, waitsMs: number): Promise<void> {
  onProgress({ doing: 'Waiting before the same call goes again', done: 0, of: 1, waitsMs });
  return wait(waitsMs);
}

interface Judged {
  readonly answer: HttpAnswer;
  readonly judgement: CallJudgement;
}

async function sendOnce(
  { xero, wire }: ExportEffects,
  { call, documents }: CallToSend,
  bytes: { readonly body: string; readonly leaveBeforeMs: number },
): Promise<Judged> {
  const { kind, idempotencyKey } = call;
  const answer = await xero.sendDocuments({ kind, idempotencyKey, ...bytes });
  return { answer, judgement: wire.judgeAnswer(answer, documents) };
}

/** Once a try went unanswered, only word of each document ends the doubt; a refusal does not. */
function doubted({ answer, judgement }: Judged): Judged {
  if (judgement.kind === 'perDocument' || judgement.kind === 'unknown')
    return { answer, judgement };
  return { answer, judgement: { kind: 'unknown', problem: judgement.problem } };
}

/** The time to wait before the same bytes go again, or undefined when they shall not. */
function waitBeforeRetry(judgement: CallJudgement, tries: number): number | undefined {
  if (judgement.kind === 'unknown') return 1000 * 2 ** tries;
  if (judgement.kind === 'notProcessed') return judgement.waitMs;
  if (judgement.kind === 'unauthorised' && judgement.isTokenExpired && tries === 1) return 0;
  return undefined;
}

async function record(
  { store }: ExportEffects,
  { held, call, documents }: CallToSend,
  { answer, judgement }: Judged,
): Promise<CallEnd> {
  const { callId } = call;
  const httpStatus = answer.kind === 'answered' ? { httpStatus: answer.httpStatus } : {};
  const write = (
    state: 'planned' | 'answered' | 'unknown' | 'refused',
    outcomes: DocumentOutcome[],
  ) =>
    store.recordOutcomes({ held, outcome: { callId, state, ...httpStatus, documents: outcomes } });
  switch (judgement.kind) {
    case 'perDocument':
      await write('answered', judgedDocuments(held, documents, judgement.documents));
      return { kind: 'done' };
    case 'unknown':
      await write(
        'unknown',
        documents.map((one) => inDoubt(held, one)),
      );
      return { kind: 'done' };
    case 'notProcessed':
      await write('planned', []);
      return { kind: 'stopped', problem: judgement.problem, waitMs: judgement.waitMs };
    case 'unauthorised':
      await write('planned', []);
      return { kind: 'stopped', problem: judgement.problem };
    case 'refused':
      // Something went under this key before: only a look tells what became of it.
      if (judgement.problem.code === 'xero_call.key_reused') {
        await write(
          'unknown',
          documents.map((one) => inDoubt(held, one)),
        );
      } else {
        await write(
          'refused',
          documents.map((one) => refused(one, judgement.problem)),
        );
      }
      return { kind: 'stopped', problem: judgement.problem };
  }
}

function judgedDocuments(
  held: HeldBatch,
  documents: readonly StoredDocument[],
  judgements: readonly DocumentJudgement[],
): DocumentOutcome[] {
  const byMarker = new Map(judgements.map((one) => [one.marker, one]));
  return documents.map((document) => judged(held, document, byMarker.get(document.marker)));
}

function judged(
  held: HeldBatch,
  document: StoredDocument,
  judgement: DocumentJudgement | undefined,
): DocumentOutcome {
  const { documentId, narration: text } = document;
  if (judgement?.outcome === 'created') {
    const { xeroId, warnings } = judgement;
    if (warnings.length === 0) return { documentId, state: 'posted', xeroId };
    const words = warnings.join(' ');
    return {
      documentId,
      state: 'conflict',
      xeroId,
      problem: problem('document.warned', { text, words }),
    };
  }
  if (judgement?.outcome === 'rejected') {
    const words = [...judgement.messages, ...judgement.warnings].join(' ');
    return {
      documentId,
      state: 'rejected',
      problem: problem('document.rejected', { text, words }),
    };
  }
  return inDoubt(held, document);
}

function inDoubt({ exportId }: HeldBatch, document: StoredDocument): DocumentOutcome {
  const { documentId, narration: text } = document;
  return {
    documentId,
    state: 'inDoubt',
    problem: problem('document.in_doubt', { text, exportId }),
  };
}

function refused({ documentId }: StoredDocument, reason: Problem): DocumentOutcome {
  return { documentId, state: 'rejected', problem: reason };
}
