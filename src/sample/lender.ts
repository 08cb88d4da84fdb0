import { type AccountingDate, addDays } from '../domain/dates.ts';
import { type Cents, negateCents, ZERO_CENTS } from '../domain/money.ts';
import type { ElementCode } from './elements.ts';
import type { LoanBook } from './loan-book.ts';
import type { SampleDay } from './period.ts';
import type { Random } from './random.ts';

/** One row of the transactions file, before it is text. */
export interface SampleRow {
  readonly transactionId: number;
  readonly loan: number;
  readonly element: ElementCode;
  readonly date: AccountingDate;
  readonly enteredAt: AccountingDate;
  readonly amount: Cents;
  /** On taxed elements alone; 0.00 for an exempt client. */
  readonly gst: Cents | undefined;
  readonly reference: string;
  readonly description: string;
  readonly bankAccount: string;
  readonly bankGroup: string;
  /** 0 when the row reverses nothing. */
  readonly reversalOf: number;
}

/** What a step of the day asks to be booked; what it leaves out is blank, and the date is today. */
export interface Movement {
  readonly loan: number;
  readonly element: ElementCode;
  readonly amount: Cents;
  readonly date?: AccountingDate;
  readonly gst?: Cents | undefined;
  readonly reference?: string;
  readonly description?: string;
  readonly bankAccount?: string;
  readonly bankGroup?: string;
  readonly reversalOf?: number;
}

/** Something that follows from a row, some days later. */
export interface FollowUp {
  readonly kind: 'dishonour' | 'catchUp' | 'refund' | 'waive';
  readonly row: SampleRow;
}

/** The lender's state between two rows. */
export interface Lender {
  readonly seed: number;
  readonly days: readonly SampleDay[];
  readonly book: LoanBook;
  readonly random: Random;
  /** Follow-ups by the index of their day. */
  readonly agenda: Map<number, FollowUp[]>;
  today: SampleDay;
  lastTransactionId: number;
}

/** Books a movement today. A disbursement moves no loan account: its advance did. */
export function book(lender: Lender, movement: Movement): SampleRow {
  const { loan, element, amount } = movement;
  if (element !== 'DISB') lender.book.add(loan, amount);
  lender.lastTransactionId += 1;
  return {
    transactionId: lender.lastTransactionId,
    loan,
    element,
    date: movement.date ?? lender.today.date,
    enteredAt: lender.today.date,
    amount,
    gst: movement.gst,
    reference: movement.reference ?? '',
    description: movement.description ?? '',
    bankAccount: movement.bankAccount ?? '',
    bankGroup: movement.bankGroup ?? '',
    reversalOf: movement.reversalOf ?? 0,
  };
}

/** The exact mirror of a row, on today's date and outside its bank group. */
export function reverse(lender: Lender, row: SampleRow, description: string): SampleRow {
  return book(lender, {
    loan: row.loan,
    element: row.element,
    amount: negateCents(row.amount),
    gst: row.gst === undefined ? undefined : negateCents(row.gst),
    reference: row.reference,
    description,
    bankAccount: row.bankAccount,
    reversalOf: row.transactionId,
  });
}

/** Plans a follow-up on the first working day after so many days; none past the period's end. */
export function followUp(lender: Lender, days: number, follow: FollowUp): void {
  let index = lender.today.index + days;
  while (lender.days[index]?.isWorkingDay === false) index += 1;
  if (index >= lender.days.length) return;
  const planned = lender.agenda.get(index);
  if (planned === undefined) lender.agenda.set(index, [follow]);
  else planned.push(follow);
}

/** So many days ago, but never before the loan began. */
export function daysAgo(lender: Lender, loan: number, days: number): AccountingDate {
  const age = lender.today.index - (lender.book.firstDay[loan] ?? 0);
  return addDays(lender.today.date, -Math.min(days, age));
}

/** How often something happens: a steady number per loan and day, carried over from day to day. */
export function pacedCount(lender: Lender, pacer: Pacer): number {
  pacer.carry += lender.book.drawn * pacer.perMillion;
  if (!lender.today.isWorkingDay) return 0;
  const count = Math.floor(pacer.carry / 1_000_000);
  pacer.carry -= count * 1_000_000;
  return count;
}

export interface Pacer {
  /** Times a day for a million loans. */
  readonly perMillion: number;
  carry: number;
}

/** A loan with something owed, or undefined when the draw found one that is paid off. */
export function anyOwingLoan(lender: Lender): number | undefined {
  const loan = lender.random.below(lender.book.drawn);
  return lender.book.balance(loan) > ZERO_CENTS ? loan : undefined;
}
