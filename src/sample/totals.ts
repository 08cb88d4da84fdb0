import { addCents, type Cents, ZERO_CENTS } from '../domain/money.ts';
import type { ElementCode } from './elements.ts';
import type { SampleRow } from './lender.ts';

/** What the generator made, kept while it runs: to be compared with a count over the file. */
export interface SampleTotals {
  rows: number;
  readonly byElement: Map<ElementCode, ElementTotal>;
}

export interface ElementTotal {
  count: number;
  amount: Cents;
  gst: Cents;
}

export function startTotals(): SampleTotals {
  return { rows: 0, byElement: new Map() };
}

export function countRow(totals: SampleTotals, row: SampleRow): void {
  totals.rows += 1;
  let total = totals.byElement.get(row.element);
  if (total === undefined) {
    total = { count: 0, amount: ZERO_CENTS, gst: ZERO_CENTS };
    totals.byElement.set(row.element, total);
  }
  total.count += 1;
  total.amount = addCents(total.amount, row.amount);
  if (row.gst !== undefined) total.gst = addCents(total.gst, row.gst);
}
