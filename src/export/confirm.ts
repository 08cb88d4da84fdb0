import {
  compareDocuments,
  type Difference,
  isLiveInXero,
  listDifferences,
  type RateOf,
  type SentContent,
} from '../domain/compare-documents.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { HeldBatch } from '../store/batch-lease.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { NewReceipt } from '../store/receipt-writer.ts';
import type { ExportEffects } from './effects.ts';
import { type FoundById, readBack } from './read-back.ts';

/** Posted documents of a batch, to be read back. */
export interface ToConfirm {
  readonly held: HeldBatch;
  readonly documents: readonly StoredDocument[];
  readonly contents: ReadonlyMap<number, SentContent>;
  readonly rateOf: RateOf;
}

const RECEIPTS_AT_ONCE = 200;

/**
 * Reads every posted document back from Xero, compares every field of every line, and keeps a
 * receipt. A document is confirmed only when nothing differs.
 */
export async function confirmDocuments(
  effects: ExportEffects,
  confirming: ToConfirm,
): Promise<Outcome<undefined>> {
  const { held, documents } = confirming;
  const found = await readBack(effects, documents);
  if (!found.ok) return found;
  for (let start = 0; start < documents.length; start += RECEIPTS_AT_ONCE) {
    const chunk = documents.slice(start, start + RECEIPTS_AT_ONCE);
    const judged = chunk.map((one) =>
      judge(effects, confirming, { document: one, found: found.value }),
    );
    await effects.store.recordReceipts({
      held,
      receipts: judged.flatMap(({ receipt }) => (receipt === undefined ? [] : [receipt])),
      outcomes: judged.map(({ outcome }) => outcome),
    });
    effects.onProgress({ doing: 'Confirming', done: start + chunk.length, of: documents.length });
  }
  return succeed(undefined);
}

function judge(
  { digest }: ExportEffects,
  { contents, rateOf }: ToConfirm,
  { document, found }: { document: StoredDocument; found: FoundById },
): { outcome: DocumentOutcome; receipt?: NewReceipt } {
  const { documentId, narration: text } = document;
  const content = contents.get(documentId);
  const own = found.get(document.xeroId ?? '');
  // What Xero itself said of a document says more than that it differs.
  const told = document.problem?.code === 'document.warned' ? document.problem : undefined;
  const conflict = (reason: Problem): DocumentOutcome => ({
    documentId,
    state: 'conflict',
    problem: told ?? reason,
  });
  if (own === undefined || content === undefined) {
    return { outcome: conflict(problem('document.gone', { text, xeroStatus: 'not found' })) };
  }
  const receipt = makeReceipt(digest, { documentId, content, found: own, rateOf });
  const { xeroStatus, differences } = receipt;
  if (!isLiveInXero(own))
    return { outcome: conflict(problem('document.gone', { text, xeroStatus })), receipt };
  if (differences.length > 0) {
    const words = listDifferences(differences);
    return {
      outcome: conflict(problem('document.differs', { text, differences: words })),
      receipt,
    };
  }
  return { outcome: { documentId, state: 'confirmed' }, receipt };
}

/** A receipt with its differences in full. */
export interface ComparedReceipt extends NewReceipt {
  readonly differences: readonly Difference[];
}

/** What was sent and what Xero holds of a document, with all that differs. */
export function makeReceipt(
  digest: ExportEffects['digest'],
  read: { documentId: number; content: SentContent; found: FoundDocument; rateOf: RateOf },
): ComparedReceipt {
  const { documentId, content, found, rateOf } = read;
  return {
    documentId,
    xeroStatus: found.xeroStatus,
    sentHash: digest.hex(plainText(content)),
    foundHash: digest.hex(plainText(found)),
    found,
    differences: compareDocuments(content, found, rateOf),
  };
}

function plainText(value: object): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part.toString() : part));
}
