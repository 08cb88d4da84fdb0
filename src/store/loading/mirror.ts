import type { TransactionRow } from '../../domain/import-row.ts';
import { type Cents, formatCents, negateCents } from '../../domain/money.ts';

/** What a reversal shares with its original, or has opposite. */
export interface Mirrored {
  readonly amount: Cents;
  readonly gst: Cents;
  readonly loanAccountId: number;
  readonly elementId: number;
}

export interface MirrorFault {
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

/** The first column in which a reversal does not mirror its original. */
export function mirrorFault(
  reversal: Pick<TransactionRow, keyof Mirrored>,
  original: Mirrored,
): MirrorFault | undefined {
  const others = { value: 'another one', expected: 'the same' };
  if (reversal.loanAccountId !== original.loanAccountId) return { column: 'account_id', ...others };
  if (reversal.elementId !== original.elementId) return { column: 'element', ...others };
  for (const column of ['amount', 'gst'] as const) {
    const expected = negateCents(original[column]);
    if (reversal[column] !== expected) {
      return { column, value: formatCents(reversal[column]), expected: formatCents(expected) };
    }
  }
  return undefined;
}
