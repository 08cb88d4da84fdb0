/** A column of a table for people. */
export interface Column {
  readonly title: string;
  /** Figures stand to the right. */
  readonly isFigure?: true;
}

/** Rows under aligned titles, columns that are blank in every row left out. */
export function formatTable(
  allColumns: readonly Column[],
  allRows: readonly (readonly string[])[],
): string {
  const isUsed = (_: unknown, index: number) =>
    allRows.length === 0 || allRows.some((row) => (row[index] ?? '') !== '');
  const columns = allColumns.filter(isUsed);
  const rows = allRows.map((row) => row.filter(isUsed).map(onOneLine));
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ isFigure }, index) => {
        const cell = cells[index] ?? '';
        const width = widths[index] ?? 0;
        return isFigure ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const titles = columns.map(({ title }) => title);
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(titles), rule, ...rows.map(line)].join('\n');
}

/** A line break in somebody's text would break the table. */
function onOneLine(cell: string): string {
  return cell.replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

/** Names and values below each other, without a line break at the end. */
export function formatFacts(facts: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`.trimEnd()).join('\n');
}
