import { type Column, textOf } from './table-rows.ts';

/** Gives the rows of a list to the browser as a CSV file. */
export function downloadCsv<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): void {
  const header = columns.map(({ title }) => cell(title, false));
  const body = rows.map((row) =>
    columns.map((column) => cell(textOf(column, row), column.isFigure === true)),
  );
  const text = [header, ...body].map((cells) => cells.join(',')).join('\r\n');
  const address = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replaceAll(/[^\w.-]+/g, '-')}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}

/** A text that a spreadsheet would calculate is led by an apostrophe; figures stay figures. */
function cell(text: string, isFigure: boolean): string {
  const safe = !isFigure && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
