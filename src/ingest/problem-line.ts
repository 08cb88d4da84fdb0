import type { Problem } from '../domain/problem.ts';

/** The columns of a list of problems as CSV. */
export const PROBLEM_HEADER = 'row,column,value,code,message,remedy\n';

/** One problem as a line of CSV that no spreadsheet takes for a formula. */
export function problemLine({ code, message, remedy, facts }: Problem): string {
  const cells = [facts.row ?? '', facts.column ?? '', facts.value ?? '', code, message, remedy];
  return `${cells.map((value) => csvCell(String(value))).join(',')}\n`;
}

/** A text as one cell: quoted where needed, and with ' before what begins as a formula does. */
export function csvCell(text: string): string {
  const harmless = isFormula(text) ? `'${text}` : text;
  return /[",\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function isFormula(text: string): boolean {
  return /^[=+\-@\t\r\n]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text);
}
