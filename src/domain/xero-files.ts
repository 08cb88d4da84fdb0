import type { AccountingDate } from './dates.ts';

/** One file for a person to import into Xero: its name and all of its text. */
export interface XeroFile {
  readonly name: string;
  readonly text: string;
}

/** A heading and its rows as CSV: UTF-8 without a byte order mark, which Xero would take for text. */
export function csvText(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A text from the loan system that no spreadsheet takes for a formula: a blank before what begins as
 * one does. An apostrophe would stand in the books; the blank means nothing to a reader, and
 * comparing with what was planned leaves it out.
 */
export function harmlessText(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? ` ${text}` : text;
}

/**
 * A date as Xero's imports take it: day first where the country writes it so, else with the month in
 * letters, which Xero takes everywhere.
 *
 * @see https://help.xero.com/nz/ManualJournalsImport
 */
export function fileDate(date: AccountingDate, countryCode: string): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  return DAY_FIRST.includes(countryCode)
    ? `${day}/${month}/${year}`
    : `${day} ${MONTHS[Number(month) - 1]} ${year}`;
}

const DAY_FIRST = ['NZ', 'AU', 'GB'];

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Puts groups into as few runs as fit, in their order; a group is never divided. */
export function packGroups<T>(
  groups: readonly T[],
  { sizeOf, most }: { sizeOf: (group: T) => number; most: number },
): T[][] {
  const runs: T[][] = [];
  let room = 0;
  for (const group of groups) {
    const size = sizeOf(group);
    const last = runs.at(-1);
    if (last !== undefined && size <= room) {
      last.push(group);
      room -= size;
    } else {
      runs.push([group]);
      room = most - size;
    }
  }
  return runs;
}
