import { MAX_DOCUMENTS_PER_CALL } from './calls.ts';
import { xeroRateOf } from './gst.ts';
import { type Cents, gstInside, negateCents, sumCents, ZERO_CENTS } from './money.ts';
import type { PlanInput } from './plan-input.ts';
import type { PlannedDocument, PlannedLine, PostedBundle } from './planned-document.ts';
import type { Posting } from './posting-progress.ts';
import type { Stream } from './settings.ts';

/** The figures of a plan; `gst` by row, `gstXero` by line as Xero computes it. */
export interface PlanTotals {
  readonly transactions: number;
  readonly postings: number;
  readonly lines: number;
  readonly manualJournals: number;
  readonly bankTransactions: number;
  readonly debits: Cents;
  readonly credits: Cents;
  readonly gst: Cents;
  readonly gstXero: Cents;
  readonly waitingForMonthEnd: number;
  readonly excluded: number;
  readonly forecast: { readonly calls: number; readonly seconds: number };
}

type Kept = {
  readonly posted: readonly PostedBundle[];
  readonly documents: readonly PlannedDocument[];
};

/** Sums up a plan. */
export function totalsOf(kept: Kept, posting: Posting, input: PlanInput): PlanTotals {
  const { documents, posted } = kept;
  const amounts = documents.flatMap(amountsOf);
  const manualJournals = documents.filter(({ kind }) => kind === 'manualJournal').length;
  const bankTransactions = documents.length - manualJournals;
  return {
    transactions: countTransactions(posted),
    postings: posted.reduce((count, { rows, sides }) => count + rows * sides.length, 0),
    lines: documents.reduce((count, document) => count + document.lines.length, 0),
    manualJournals,
    bankTransactions,
    debits: sumCents(amounts.filter((amount) => amount > 0n)),
    credits: negateCents(sumCents(amounts.filter((amount) => amount < 0n))),
    gst: negateCents(sumCents(documents.flatMap((one) => one.lines.map((line) => line.gst)))),
    gstXero: negateCents(
      sumCents(documents.flatMap((one) => one.lines.map((line) => xeroGst(line, input)))),
    ),
    waitingForMonthEnd: posting.waitingForMonthEnd,
    excluded: posting.excluded,
    forecast: forecastCalls(manualJournals, bankTransactions),
  };
}

/** The amounts of a document: its lines, and the bank side of a bank transaction. */
function amountsOf(document: PlannedDocument): Cents[] {
  const own = document.lines.map((line) => line.amount);
  return document.bank === undefined ? own : [...own, negateCents(sumCents(own))];
}

/** Rows with at least one part in the batch; of rows alike, a few may go in one stream alone. */
function countTransactions(posted: readonly PostedBundle[]): number {
  const counts = new Map<string, Record<Stream, number>>();
  for (const one of posted) {
    const key = movementKey(one);
    const count = counts.get(key) ?? { journals: 0, bank: 0 };
    count[one.stream] += one.rows;
    counts.set(key, count);
  }
  return [...counts.values()].reduce((sum, one) => sum + Math.max(one.journals, one.bank), 0);
}

/** What rows have in common in both streams, whichever of them stand alone in one. */
function movementKey(posted: PostedBundle): string {
  const { date, segmentId, elementId, bankAccountId, turn, firstRow } = posted;
  const own = segmentId === 0 ? firstRow : 0;
  return [date, segmentId, elementId, bankAccountId, turn, own].join(' ');
}

/** GST as Xero computes it: by line, half up to the cent. */
export function xeroGst(line: PlannedLine, input: Pick<PlanInput, 'facts'>): Cents {
  const rate = xeroRateOf(line.taxType, input.facts) ?? 0;
  return rate === 0 ? ZERO_CENTS : gstInside(line.amount, rate);
}

/** Reads before sending: connections, organisation, chart, tax rates, tracking, contacts. */
const READS_BEFORE = 6;
const PAGE_SIZE = 1000;
const CALLS_PER_MINUTE = 60;

function forecastCalls(manualJournals: number, bankTransactions: number) {
  const calls =
    READS_BEFORE +
    [manualJournals, bankTransactions]
      .map((count) => Math.ceil(count / MAX_DOCUMENTS_PER_CALL) + Math.ceil(count / PAGE_SIZE))
      .reduce((sum, count) => sum + count, 0);
  return { calls, seconds: 60 * (Math.ceil(calls / CALLS_PER_MINUTE) - 1) };
}
