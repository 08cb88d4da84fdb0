import type { ExportBatch } from '../store/batch-reader.ts';
import type { StoredDecision } from '../store/decision-reader.ts';
import type { CallOfDocument, UndoOfDocument } from '../store/document-history.ts';
import type { StoredReceipt } from '../store/receipt-reader.ts';

/** One thing that happened to a document. */
export interface DocumentEvent {
  readonly at: string;
  /** Who asked for it; null where the program went on by itself. */
  readonly actor: string | null;
  readonly what: string;
  readonly details: string;
}

/** What is on record of a document. */
interface Record {
  readonly batch: Pick<ExportBatch, 'createdAt' | 'createdBy'>;
  readonly calls: readonly CallOfDocument[];
  readonly undos: readonly UndoOfDocument[];
  readonly receipt: StoredReceipt | undefined;
  readonly decisions: readonly StoredDecision[];
}

/** All of it in words, the oldest first. */
export function eventsOf({ batch, calls, undos, receipt, decisions }: Record): DocumentEvent[] {
  const events = [
    { at: batch.createdAt, actor: batch.createdBy, what: 'Planned', details: '' },
    ...calls.flatMap(callEvents),
    ...(receipt === undefined ? [] : [receiptEvent(receipt)]),
    ...undos.map(undoEvent),
    ...decisions.map(decisionEvent),
  ];
  return events.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}

const ANSWERS: Readonly<{ [State in CallOfDocument['callState']]: string }> = {
  planned: 'Waits to leave',
  sending: 'No answer yet',
  answered: 'Answered by Xero',
  unknown: 'No answer: in doubt',
  refused: 'Not processed by Xero',
};

function callEvents(call: CallOfDocument): DocumentEvent[] {
  const { firstSentAt, answeredAt, documents, attempts, idempotencyKey, httpStatus } = call;
  if (firstSentAt === undefined) return [];
  const company = documents === 1 ? 'by itself' : `with ${documents - 1} other documents`;
  const tries = attempts > 1 ? `, ${attempts} tries` : '';
  const round = call.generation > 1 ? `, sent anew for the ${ordinal(call.generation)} time` : '';
  const sent = `${company}${tries}${round}; key ${idempotencyKey}`;
  const status = httpStatus === undefined ? '' : `HTTP ${httpStatus}`;
  return [
    { at: firstSentAt, actor: null, what: 'Sent', details: sent },
    ...(answeredAt === undefined
      ? []
      : [{ at: answeredAt, actor: null, what: ANSWERS[call.callState], details: status }]),
  ];
}

function ordinal(times: number): string {
  return times === 2 ? 'second' : `${times}th`;
}

function receiptEvent({ readAt, xeroStatus, differences }: StoredReceipt): DocumentEvent {
  const words = differences.length === 0 ? 'equal to what was sent' : 'differs from what was sent';
  return { at: readAt, actor: null, what: 'Read back', details: `${xeroStatus}, ${words}` };
}

const ACTIONS: Readonly<{ [Action in UndoOfDocument['action']]: string }> = {
  void: 'Voided',
  delete: 'Deleted',
  reverse: 'Reversed by a journal of its own',
  withdraw: 'Withdrawn before it left',
};

function undoEvent(undo: UndoOfDocument): DocumentEvent {
  const { startedAt, startedBy, action, stepState, xeroStatus, reason, problem } = undo;
  const isDone = stepState === 'done';
  const what = isDone ? ACTIONS[action] : `To be undone: ${stepState}`;
  const status = xeroStatus === undefined ? '' : `Xero shows ${xeroStatus}`;
  const details = [reason, status, problem?.message ?? ''].filter((text) => text !== '').join('; ');
  return { at: startedAt, actor: startedBy, what, details };
}

const DECISIONS: Readonly<{ [Decided in StoredDecision['decided']]: string }> = {
  posted: 'Decided: posted, taken as Xero holds it',
  notPosted: 'Decided: not posted, to go out again',
  undoGivenUp: 'Decided: the undo was given up',
};

function decisionEvent({ at, actor, decided, reason }: StoredDecision): DocumentEvent {
  return { at, actor, what: DECISIONS[decided], details: reason };
}
