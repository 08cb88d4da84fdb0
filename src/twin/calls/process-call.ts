import { immediate } from '../../sqlite/immediate.ts';
import { snapshot } from '../database/statements.ts';
import { type Answer, Refusal } from '../wire/answers.ts';
import type { Call, Endpoint } from './call.ts';
import { answerOnce, type KeyedRequest } from './idempotency.ts';

/** Does the work of a call: reads from one snapshot, or writes in one transaction with its key. */
export function processCall(
  call: Call,
  endpoint: Endpoint,
  keyed: KeyedRequest | undefined,
): Answer {
  const work = () => answerOrRefusal(() => endpoint.answer(call));
  if (!call.isWrite) return snapshot(call.books, work);
  return immediate(call.books, () =>
    keyed === undefined ? work() : answerOrRefusal(() => answerOnce(call, keyed, work)),
  );
}

/** A refusal is an answer like any other; it is thrown before anything was written. */
export function answerOrRefusal(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
