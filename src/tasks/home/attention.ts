import { formatCents } from '../../domain/money.ts';
import type { DocumentState } from '../../domain/states.ts';
import type { ExportBatch } from '../../store/batch-reader.ts';
import type { TieOutResult } from '../../store/tie-out-results.ts';

/** Something that waits for a person, and where it is mended. */
export interface Attention {
  readonly text: string;
  /** The batch that it is about; null for a tie-out. */
  readonly exportId: string | null;
}

/** Words for what a document may not stay in. */
const OPEN_STATES: readonly (readonly [DocumentState, string])[] = [
  ['conflict', 'in conflict: Xero holds something else under our marker'],
  ['rejected', 'rejected by Xero'],
  ['inDoubt', 'in doubt: sent, and not yet found in Xero'],
];

/** What of a batch needs somebody. */
export function attentionOfBatch(batch: ExportBatch, heldRows: number): Attention[] {
  const { exportId, documents, batchState, wakeAt, parkReason } = batch;
  const texts = OPEN_STATES.flatMap(([documentState, words]) => {
    const found = documents[documentState] ?? 0;
    return found === 0 ? [] : [`${counted(found, 'document')} ${words}`];
  });
  if (texts.length === 0 && batchState === 'attention') texts.push('needs somebody to look at it');
  if (batchState === 'parked') texts.push(`waits until ${wakeAt ?? 'later'}: ${parkReason ?? ''}`);
  if (heldRows > 0) texts.push(`${counted(heldRows, 'transaction')} held after an undo`);
  return texts.map((text) => ({ exportId, text: `${exportId}: ${text}.` }));
}

/** A tie-out that left a difference without an explanation. */
export function attentionOfTieOut(result: TieOutResult | undefined): Attention[] {
  if (result === undefined || result.unexplained === 0n) return [];
  const amount = formatCents(result.unexplained);
  const text = `The tie-out at ${result.date} left ${amount} unexplained.`;
  return [{ exportId: null, text }];
}

function counted(count: number, thing: string): string {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}
