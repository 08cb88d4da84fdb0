import { packCalls } from '../domain/calls.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { CallJudgement } from '../xero/client/judge.ts';
import type { ExportEffects } from './effects.ts';
import { LEASE_MS } from './sending.ts';
import type { DecidedStep } from './undo-decide.ts';
import type { Undoing, UndoStopped } from './undoing.ts';

type Ending = StoredDocument & { readonly body: string };

const MAX_TRIES = 4;
/** Longer waits are not slept through. */
const MAX_WAIT_MS = 90_000;

/**
 * Tells Xero to void or delete documents. Their bytes and a key are committed before they leave;
 * what came of it is not taken from the answer but read afterwards, so that a lost answer needs no
 * more than another look. Telling twice does no harm.
 */
export async function tellToEnd(
  effects: ExportEffects,
  undoing: Undoing,
  steps: readonly DecidedStep[],
): Promise<UndoStopped | undefined> {
  const endings = steps.map((step) => endingOf(effects, step));
  let done = 0;
  for (const call of packCalls(endings)) {
    if (effects.shouldStop()) return { problems: [] };
    const stopped = await tellCall(effects, undoing, call);
    if (stopped !== undefined) return stopped;
    done += call.length;
    effects.onProgress({ doing: 'Undoing', done, of: endings.length });
  }
  return undefined;
}

function endingOf({ wire }: ExportEffects, { document, action, found }: DecidedStep): Ending {
  const { kind, xeroId = '', narration } = document;
  const xeroStatus = action === 'void' ? 'VOIDED' : 'DELETED';
  const text = found?.text ?? narration;
  return { ...document, body: wire.formatEnding({ kind, xeroId, text, xeroStatus }) };
}

async function tellCall(
  effects: ExportEffects,
  { batch, held, undo }: Undoing,
  call: readonly Ending[],
): Promise<UndoStopped | undefined> {
  const { store, xero, wire, digest, clock, later, monotonicMs, wait } = effects;
  const kind = call[0]?.kind ?? 'manualJournal';
  const { undoId } = undo;
  const body = wire.formatCall(
    kind,
    call.map((one) => one.body),
  );
  for (let tries = 1; ; tries += 1) {
    const at = clock.now();
    const seed = ['undo', batch.tenantId, undoId, at, tries, body].join('\n');
    const idempotencyKey = digest.base64Url(seed);
    await store.renewLease({ held, until: later(at, LEASE_MS) });
    const bodies = new Map(call.map((one) => [one.documentId, one.body]));
    await store.recordUndoAttempt({ held, undoId, idempotencyKey, bodies });
    const leaveBeforeMs = monotonicMs() + LEASE_MS;
    const answer = await xero.endDocuments({ kind, body, idempotencyKey, leaveBeforeMs });
    const judgement = wire.judgeAnswer(answer, call);
    if (judgement.kind === 'perDocument') {
      const outcomes = refusals(call, judgement);
      await store.recordUndoSteps({ held, undoId, outcomes });
      return undefined;
    }
    const next = afterFailure(judgement, tries);
    if (typeof next === 'object') return next;
    if (next === undefined) return undefined;
    await wait(next);
    if (effects.shouldStop()) return { problems: [judgement.problem] };
  }
}

/** The milliseconds to wait before the call goes again, why it does not, or undefined: look first. */
function afterFailure(
  judgement: Exclude<CallJudgement, { kind: 'perDocument' }>,
  tries: number,
): number | UndoStopped | undefined {
  if (judgement.kind === 'unknown') return undefined;
  const stopped: UndoStopped = { problems: [judgement.problem] };
  if (judgement.kind === 'refused') return stopped;
  if (judgement.kind === 'unauthorised') {
    return judgement.isTokenExpired && tries === 1 ? 0 : stopped;
  }
  const { waitMs } = judgement;
  return waitMs <= MAX_WAIT_MS && tries < MAX_TRIES ? waitMs : { ...stopped, waitMs };
}

/** What Xero refused is kept with its words; the next look decides whether it is true. */
function refusals(
  call: readonly Ending[],
  { documents }: Extract<CallJudgement, { kind: 'perDocument' }>,
) {
  return call.flatMap(({ documentId, marker, narration: text }) => {
    const judged = documents.find((one) => one.marker === marker);
    if (judged?.outcome !== 'rejected') return [];
    const words = judged.messages.join(' ');
    const reason: Problem = problem('undo.refused', { text, words });
    return [{ documentId, state: 'sending' as const, problem: reason }];
  });
}
