import { NO_ID } from '../contract/envelopes.ts';
import { isRecord, messagesOf } from './xero-words.ts';

/**
 * A document of a call, known by its id once it is in Xero, before that by the marker at the end of
 * its narration or reference.
 */
export interface SentDocument {
  readonly marker: string;
  readonly xeroId?: string | undefined;
}

/**
 * What Xero said of one document. A document that is `created` with `warnings` is not as it was
 * sent: Xero dropped or changed something. `unknown` must be looked up.
 *
 * @see https://developer.xero.com/documentation/api/accounting/requests-and-responses
 */
export type DocumentJudgement =
  | {
      readonly marker: string;
      readonly outcome: 'created';
      readonly xeroId: string;
      readonly warnings: readonly string[];
    }
  | {
      readonly marker: string;
      readonly outcome: 'rejected';
      readonly messages: readonly string[];
      readonly warnings: readonly string[];
    }
  | { readonly marker: string; readonly outcome: 'unknown'; readonly reason: string };

type Element = Readonly<Record<string, unknown>>;

/** Finds each sent document among the elements by id or marker, never by its place alone. */
export function judgeElements(
  list: unknown,
  sent: readonly SentDocument[],
): readonly DocumentJudgement[] {
  const elements = Array.isArray(list) ? list.filter(isRecord) : [];
  const only = sent.length === 1 && elements.length === 1 ? elements[0] : undefined;
  return sent.map(({ marker, xeroId }) => {
    if (xeroId !== undefined) {
      return judgeMatches(
        marker,
        elements.filter((element) => idOf(element)?.toLowerCase() === xeroId.toLowerCase()),
      );
    }
    // A refused element may come back without its text; when it can be no other, it is this one.
    if (only !== undefined && textOf(only) === '') return judgeElement(marker, only);
    return judgeMatches(
      marker,
      elements.filter((element) => textOf(element).includes(marker)),
    );
  });
}

function judgeMatches(marker: string, matches: readonly Element[]): DocumentJudgement {
  const judged = matches.map((element) => judgeElement(marker, element));
  const [first] = judged;
  if (first === undefined) {
    return { marker, outcome: 'unknown', reason: 'the answer does not name this document' };
  }
  const isTold = judged.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return isTold
    ? first
    : { marker, outcome: 'unknown', reason: 'the answer names this document more than once' };
}

function judgeElement(marker: string, element: Element): DocumentJudgement {
  const messages = messagesOf(element.ValidationErrors);
  const warnings = messagesOf(element.Warnings);
  if (element.StatusAttributeString === 'ERROR' || messages.length > 0) {
    return { marker, outcome: 'rejected', messages, warnings };
  }
  const xeroId = idOf(element);
  if (xeroId === undefined) {
    return { marker, outcome: 'unknown', reason: 'the answer gives this document no id' };
  }
  return { marker, outcome: 'created', xeroId, warnings };
}

function idOf(element: Element): string | undefined {
  const xeroId = element.ManualJournalID ?? element.BankTransactionID;
  return typeof xeroId === 'string' && xeroId !== '' && xeroId !== NO_ID ? xeroId : undefined;
}

function textOf(element: Element): string {
  const text = element.Narration ?? element.Reference ?? '';
  return typeof text === 'string' ? text : '';
}
