import type { FieldReader } from './field-reader.ts';
import type { Fields } from './fields.ts';
import type { ProblemList } from './problem-list.ts';
import type { Reference } from './reference.ts';

/**
 * The currency that a row states, or blank. It is that of the books; while that is not known, the
 * first currency of the file is the one that all others must equal.
 */
export function currencyCheck(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): FieldReader {
  const read = fields.of('currency');
  let expected = reference.bookCurrency;
  return (cells) => {
    const value = read(cells);
    if (value === undefined || value === '' || value === expected) return value;
    const column = 'currency';
    if (!/^[A-Z]{3}$/.test(value)) {
      problems.report('currency.invalid', { column, value });
      return undefined;
    }
    expected ??= value;
    if (value === expected) return value;
    problems.report('currency.not_base', { column, value, expected });
    return undefined;
  };
}
