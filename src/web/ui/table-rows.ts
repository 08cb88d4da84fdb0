import type { ReactNode } from 'react';
import { groupedCount, groupedMoney } from './money-text.ts';

/** One column of a list. */
export interface Column<Row> {
  readonly title: string;
  /** What it is searched, sorted and written to files by. */
  readonly text: (row: Row) => string | number | null;
  /** What stands in the cell, where that is more than the text. */
  readonly show?: (row: Row) => ReactNode;
  /** Amounts and counts, which stand at the right. */
  readonly isFigure?: true;
  readonly isHiddenAtFirst?: true;
}

/** A column of amounts. */
export function moneyColumn<Row>(title: string, amount: (row: Row) => string): Column<Row> {
  return { title, text: amount, show: (row) => groupedMoney(amount(row)), isFigure: true };
}

/** A column of counts and numbers. */
export function countColumn<Row>(title: string, count: (row: Row) => number): Column<Row> {
  return { title, text: count, show: (row) => groupedCount(count(row)), isFigure: true };
}

export interface Sorting {
  readonly title: string;
  readonly isDescending: boolean;
}

interface Wanted<Row> {
  readonly columns: readonly Column<Row>[];
  readonly search: string;
  readonly sorting: Sorting | undefined;
}

/** The rows in which every word of the search occurs, in the order that was chosen. */
export function shownRows<Row>(rows: readonly Row[], wanted: Wanted<Row>): readonly Row[] {
  const { columns, search, sorting } = wanted;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => {
    const all = columns.map((column) => textOf(column, row).toLowerCase()).join('\n');
    return words.every((word) => all.includes(word));
  });
  const column = columns.find(({ title }) => title === sorting?.title);
  if (column === undefined || sorting === undefined) return found;
  const direction = sorting.isDescending ? -1 : 1;
  return found.toSorted((one, other) => direction * compare(column, one, other));
}

/** The text of a cell. */
export function textOf<Row>({ text }: Column<Row>, row: Row): string {
  return String(text(row) ?? '');
}

function compare<Row>(column: Column<Row>, one: Row, other: Row): number {
  const [left, right] = [textOf(column, one), textOf(column, other)];
  if (column.isFigure === true) return Number(left) - Number(right);
  return left.localeCompare(right, 'en', { numeric: true });
}
