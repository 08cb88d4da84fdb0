import type { Layout } from '../domain/layout.ts';

const AMOUNTS = ['amount', 'debit', 'credit', 'gst'];

/**
 * Says what tells that the last line of a file, one without a line break, was cut. Half an amount
 * is an amount too, so one in the last column counts as whole only with its two decimals.
 */
export function cutDetector(
  header: readonly string[],
  layout: Layout | undefined,
): (cells: readonly string[]) => string | undefined {
  const lastColumn = header.at(-1) ?? '';
  const endsInAmount =
    layout === undefined
      ? AMOUNTS.includes(lastColumn)
      : AMOUNTS.some((field) => layout.fields[field]?.column === lastColumn);
  return (cells) => {
    if (cells.length < header.length) {
      return `it has ${cells.length} of ${header.length} columns and no line break.`;
    }
    const last = cells.at(-1) ?? '';
    if (!endsInAmount || last === '' || /[.,]\d\d\D*$/.test(last)) return undefined;
    return `its last amount "${last}" has no two decimals and no line break after it.`;
  };
}
