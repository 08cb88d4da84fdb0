import type { Fields } from './fields.ts';
import type { ProblemList } from './problem-list.ts';
import type { Reference } from './reference.ts';

/**
 * The base currency or blank. While no organisation is known, the first currency of the file is
 * the one that all others must equal.
 */
export function currencyCheck(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): (cells: readonly string[]) => boolean {
  if (!fields.has('currency')) return () => true;
  const read = fields.of('currency');
  let expected = reference.baseCurrency;
  return (cells) => {
    const value = read(cells);
    if (value === undefined) return false;
    if (value === '' || value === expected) return true;
    const column = 'currency';
    if (!/^[A-Z]{3}$/.test(value)) {
      problems.report('currency.invalid', { column, value });
      return false;
    }
    if (expected === undefined) {
      expected = value;
      return true;
    }
    problems.report('currency.not_base', { column, value, expected });
    return false;
  };
}
