import type { CellObject, SheetData } from 'write-excel-file/node';
import type { AccountingDate } from '../domain/dates.ts';
import { type Cents, formatCents, ZERO_CENTS } from '../domain/money.ts';

/** A sheet of a workbook, with a line of headings that stays in view. */
export interface FileSheet {
  readonly sheet: string;
  readonly data: SheetData;
  readonly columns: { width: number }[];
  readonly stickyRowsCount: number;
}

/** One column: its heading, how many characters it is wide, and the cell of a row. */
export interface FileColumn<Row> {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: Row) => CellObject | null;
}

/** A sheet out of rows. */
export function sheetOf<Row>(
  sheet: string,
  columns: readonly FileColumn<Row>[],
  rows: readonly Row[],
): FileSheet {
  const headings = columns.map(({ title }) => ({
    value: title,
    type: String,
    fontWeight: 'bold' as const,
  }));
  return {
    sheet,
    data: [headings, ...rows.map((row) => columns.map(({ cell }) => cell(row)))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  };
}

/** A text, which no spreadsheet takes for a formula since the cell says that it is one. */
export function textCell(value: string): CellObject | null {
  return value === '' ? null : { value, type: String };
}

export function countCell(value: number): CellObject {
  return { value, type: Number, format: '#,##0' };
}

/** A day of the calendar, which the file holds without any time zone. */
export function dateCell(date: AccountingDate): CellObject {
  return { value: new Date(`${date}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
}

/** An amount as the number whose text it is: a spreadsheet shows that text again to 15 digits. */
export function amountCell(amount: Cents): CellObject {
  return { value: Number(formatCents(amount)), type: Number, format: '#,##0.00' };
}

/** The amount where it is a debit, positive. */
export function debitCell(amount: Cents): CellObject | null {
  return amount < ZERO_CENTS ? null : amountCell(amount);
}

/** The amount where it is a credit, positive. */
export function creditCell(amount: Cents): CellObject | null {
  return amount < ZERO_CENTS ? amountCell(-amount as Cents) : null;
}
