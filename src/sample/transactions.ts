import { formatCents } from '../domain/money.ts';
import { chargeInterest, chargeMaintenance } from './charges.ts';
import { adjustInterest, followUps } from './corrections.ts';
import { csvField, inChunks } from './csv.ts';
import { drawLoan, takeOver, topUp } from './drawings.ts';
import type { Lender, SampleRow } from './lender.ts';
import { loanAccountId } from './loan.ts';
import { LoanBook } from './loan-book.ts';
import type { SampleOptions } from './options.ts';
import { collectDirectDebits, receiveTwice } from './payments.ts';
import { type SampleDay, samplePeriod } from './period.ts';
import { seededRandom } from './random.ts';
import { type BookSize, bookSize } from './size.ts';
import { countRow, type SampleTotals } from './totals.ts';

const HEADER =
  'transaction_id,date,account_id,element,amount,gst,reference,description,entered_at,' +
  'bank_account,bank_group,reversal_of\n';

const LENDER_STREAM = 0x7fff_ffff;

/** The transactions file in pieces of some 64 kB; each row is counted in the totals when given. */
export function* sampleTransactions(
  options: SampleOptions,
  totals?: SampleTotals,
): Generator<string> {
  yield HEADER;
  yield* inChunks(csvLines(options, totals));
}

function* csvLines(options: SampleOptions, totals?: SampleTotals): Generator<string> {
  for (const row of sampleRows(options)) {
    if (totals !== undefined) countRow(totals, row);
    yield csvLine(row);
  }
}

/** All rows in the order in which they were entered. */
function* sampleRows({ seed, rows, from, months }: SampleOptions): Generator<SampleRow> {
  const days = samplePeriod(from, months);
  const size = bookSize(rows, days.length);
  const lender: Lender = {
    seed,
    days,
    book: new LoanBook(seed, size.takenOver + size.drawn),
    random: seededRandom(seed, LENDER_STREAM),
    agenda: new Map(),
    today: days[0] as SampleDay,
    lastTransactionId: 1_000_000_000,
  };
  yield* takeOver(lender, size.takenOver);
  yield* eachDay(lender, size);
}

function* eachDay(lender: Lender, size: BookSize): Generator<SampleRow> {
  const pace = {
    topUps: { perMillion: 300, carry: 0 },
    paidTwice: { perMillion: 250, carry: 0 },
    adjustments: { perMillion: 1000, carry: 0 },
  };
  for (const today of lender.days) {
    lender.today = today;
    yield* chargeInterest(lender);
    yield* chargeMaintenance(lender);
    for (let due = newLoansDue(lender, size); due > 0; due -= 1) yield* drawLoan(lender);
    yield* topUp(lender, pace.topUps);
    yield* collectDirectDebits(lender);
    yield* receiveTwice(lender, pace.paidTwice);
    yield* followUps(lender);
    yield* adjustInterest(lender, pace.adjustments);
  }
}

/** New loans come evenly over the period, on working days. */
function newLoansDue(lender: Lender, { takenOver, drawn }: BookSize): number {
  const { today, days, book } = lender;
  if (!today.isWorkingDay) return 0;
  const soFar = Math.floor((drawn * (today.index + 1)) / days.length);
  return takenOver + soFar - book.drawn;
}

function csvLine(row: SampleRow): string {
  const gst = row.gst === undefined ? '' : formatCents(row.gst);
  const reversalOf = row.reversalOf === 0 ? '' : row.reversalOf;
  return (
    `${row.transactionId},${row.date},${loanAccountId(row.loan)},${row.element},` +
    `${formatCents(row.amount)},${gst},${row.reference},${csvField(row.description)},` +
    `${row.enteredAt},${row.bankAccount},${row.bankGroup},${reversalOf}\n`
  );
}
