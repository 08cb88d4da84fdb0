/** Rows of a loan for each day it runs, measured: mostly interest, then payments and fees. */
const ROWS_PER_LOAN_AND_DAY = 0.75;
/** Share of the loans that is paid off each day, on average over the period. */
const PAID_OFF_PER_DAY = 0.00024;
/** New loans a day for each million that were taken over. */
const NEW_PER_MILLION = 1200;
const ROWS_PER_NEW_LOAN = 3.9;

export interface BookSize {
  readonly takenOver: number;
  readonly drawn: number;
}

/** How many loans make about so many rows in so many days. */
export function bookSize(rows: number, days: number): BookSize {
  const newLoans = (NEW_PER_MILLION / 1_000_000) * days;
  const daysOfAll = days * (1 + newLoans / 2) * (1 - PAID_OFF_PER_DAY * days);
  const rowsPerLoan = 1 + ROWS_PER_LOAN_AND_DAY * daysOfAll + ROWS_PER_NEW_LOAN * newLoans;
  const takenOver = Math.max(10, Math.round(rows / rowsPerLoan));
  return { takenOver, drawn: Math.max(2, Math.round(takenOver * newLoans)) };
}
