import { addCents, type Cents, negateCents, ZERO_CENTS } from './money.ts';

/** A line of a document that is undone. */
export interface UndoneLine {
  readonly glAccountCode: string;
  /** Debit positive. */
  readonly amount: Cents;
}

/** By how much a clearing account changes. */
export interface ClearingChange {
  readonly glAccount: string;
  readonly amount: Cents;
}

/**
 * What undoing documents leaves on clearing accounts until their rows are exported again; an
 * account of which both sides go is not among them.
 */
export function clearingChanges(
  undone: readonly UndoneLine[],
  clearing: ReadonlySet<string>,
): ClearingChange[] {
  const sums = new Map<string, Cents>();
  for (const { glAccountCode, amount } of undone) {
    if (!clearing.has(glAccountCode)) continue;
    const sum = sums.get(glAccountCode) ?? ZERO_CENTS;
    sums.set(glAccountCode, addCents(sum, negateCents(amount)));
  }
  return [...sums]
    .filter(([, amount]) => amount !== ZERO_CENTS)
    .map(([glAccount, amount]) => ({ glAccount, amount }))
    .sort((first, second) => (first.glAccount < second.glAccount ? -1 : 1));
}
