import type { AccountingDate } from '../domain/dates.ts';

export interface SampleOptions {
  /** The same seed gives the same bytes. */
  readonly seed: number;
  /** About so many transactions. */
  readonly rows: number;
  /** The lender's first day. */
  readonly from: AccountingDate;
  /** Calendar months, that of the first day counted; the period ends with the last one. */
  readonly months: number;
}

/** The lender of the demonstration: three months in which everything happens at least once. */
export const DEMO_OPTIONS: SampleOptions = {
  seed: 73,
  rows: 6_000,
  from: '2026-04-01' as AccountingDate,
  months: 3,
};
