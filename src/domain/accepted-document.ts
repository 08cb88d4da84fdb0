import {
  compareDocuments,
  type Difference,
  foundWords,
  type RateOf,
  type SentContent,
} from './compare-documents.ts';
import type { FoundDocument } from './found-document.ts';

/** What Xero is to hold of a document: what was sent, or what a person took in its place. */
export interface Expected {
  readonly content: SentContent;
  /** As Xero held it when a person took it as it was. */
  readonly accepted: FoundDocument | undefined;
}

/**
 * What is otherwise than it is expected: nothing where Xero holds what was sent, or what a person
 * accepted; else how it changed since.
 */
export function changesSince(
  { content, accepted }: Expected,
  found: FoundDocument,
  rateOf: RateOf,
): Difference[] {
  const differences = compareDocuments(content, found, rateOf);
  if (accepted === undefined || differences.length === 0) return differences;
  const now = wordsOf(found);
  return Object.entries(wordsOf(accepted)).flatMap(([field, sent]) => {
    const shown = now[field] ?? '';
    return shown === sent ? [] : [{ field, sent, found: shown }];
  });
}

/** All that a person accepts of a document; that somebody approved a draft is no change. */
function wordsOf({ date, text, xeroStatus, lineAmountTypes, lines, bank }: FoundDocument) {
  const words: Record<string, string> = {
    date,
    text,
    status: xeroStatus === 'DRAFT' ? 'POSTED' : xeroStatus,
    'line amounts': lineAmountTypes,
    'bank account': bank?.accountId ?? '',
    type: bank?.direction ?? '',
    contact: bank?.contactId ?? '',
    lines: lines.map(foundWords).sort().join('; '),
  };
  return words;
}
