import { type Cents, negateCents, subtractCents, ZERO_CENTS } from '../domain/money.ts';
import { isMoment } from './date-format.ts';
import type { FieldReader } from './field-reader.ts';
import type { Fields } from './fields.ts';
import type { ProblemList } from './problem-list.ts';
import { isIdentifier } from './texts.ts';

/** Reads one value of a row; undefined where a problem has been reported. */
export type ValueReader<Value> = (cells: readonly string[]) => Value | undefined;

/** A text that must not be blank and names something. */
export function identifierValue(
  fields: Fields,
  column: string,
  problems: ProblemList,
): ValueReader<string> {
  const read = fields.of(column);
  return (cells) => {
    const value = read(cells);
    if (value === undefined || isIdentifier(value)) return value;
    if (value === '') problems.report('value.missing', { column });
    else problems.report('value.not_an_identifier', { column, value });
    return undefined;
  };
}

/** As `identifierValue`, but may be blank. */
export function optionalIdentifier(
  fields: Fields,
  column: string,
  problems: ProblemList,
): ValueReader<string> {
  const read = fields.of(column);
  return (cells) => {
    const value = read(cells);
    if (value === undefined || value === '' || isIdentifier(value)) return value;
    problems.report('value.not_an_identifier', { column, value });
    return undefined;
  };
}

const LONGEST_TEXT = 4000;

/** Free text as it stands, null where it is blank. */
export function textValue(
  fields: Fields,
  column: string,
  problems: ProblemList,
): ValueReader<string | null> {
  const read = fields.of(column);
  return (cells) => {
    const value = read(cells);
    if (value === undefined) return undefined;
    if (value.length <= LONGEST_TEXT) return value === '' ? null : value;
    problems.report('value.too_long', { column, length: value.length, limit: LONGEST_TEXT });
    return undefined;
  };
}

export function dateValue(fields: Fields, problems: ProblemList): ValueReader<number> {
  const read = fields.of('date');
  return (cells) => {
    const value = read(cells);
    if (value === undefined) return undefined;
    const date = fields.dates(value);
    if (date !== undefined) return date;
    if (value === '') problems.report('value.missing', { column: 'date' });
    else problems.report('date.invalid', { column: 'date', value, format: fields.dateFormat });
    return undefined;
  };
}

/** A date in the format of the file, kept as YYYY-MM-DD, or a moment with its zone as written. */
export function enteredAtValue(fields: Fields, problems: ProblemList): ValueReader<string | null> {
  const read = fields.of('entered_at');
  return (cells) => {
    const value = read(cells);
    if (value === undefined) return undefined;
    if (value === '') return null;
    const date = fields.dates(value);
    if (date !== undefined) return dashed(date);
    if (isMoment(value)) return value;
    const facts = { column: 'entered_at', value, format: fields.dateFormat };
    problems.report('entered_at.invalid', facts);
    return undefined;
  };
}

function dashed(date: number): string {
  const text = String(date);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

export function versionValue(fields: Fields, problems: ProblemList): ValueReader<number> {
  if (!fields.has('version')) return () => 1;
  const read = fields.of('version');
  return (cells) => {
    const value = read(cells);
    if (value === undefined) return undefined;
    if (value === '' || value === '1') return 1;
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    problems.report('version.invalid', { column: 'version', value });
    return undefined;
  };
}

/** The signed amount, debit positive, from `amount` or from `debit` and `credit`. */
export function amountValue(fields: Fields, problems: ProblemList): ValueReader<Cents> {
  const value = fields.has('amount') ? oneColumn(fields, problems) : twoColumns(fields, problems);
  const { isNegated } = fields;
  if (isNegated === undefined) return value;
  return (cells) => {
    const amount = value(cells);
    return amount !== undefined && isNegated(cells) ? negateCents(amount) : amount;
  };
}

function oneColumn(fields: Fields, problems: ProblemList): ValueReader<Cents> {
  const read = fields.of('amount');
  return (cells) => {
    const text = read(cells);
    if (text === undefined) return undefined;
    if (text !== '') return parsedAmount(text, 'amount', { fields, problems });
    problems.report('value.missing', { column: 'amount' });
    return undefined;
  };
}

/** One side is filled in; a zero on the other side counts as blank. */
function twoColumns(fields: Fields, problems: ProblemList): ValueReader<Cents> {
  const side = (column: string): ValueReader<Cents> => {
    const read: FieldReader = fields.of(column);
    return (cells) => {
      const text = read(cells);
      if (text === undefined || text === '') return text === '' ? ZERO_CENTS : undefined;
      const amount = parsedAmount(text, column, { fields, problems });
      if (amount === undefined || amount >= 0n) return amount;
      const other = column === 'debit' ? 'credit' : 'debit';
      problems.report('amount.negative_side', { column, value: text, other });
      return undefined;
    };
  };
  const [debitOf, creditOf] = [side('debit'), side('credit')];
  const isBlank = (cells: readonly string[]) =>
    fields.of('debit')(cells) === '' && fields.of('credit')(cells) === '';
  return (cells) => {
    const debit = debitOf(cells);
    const credit = creditOf(cells);
    if (debit === undefined || credit === undefined) return undefined;
    if (debit !== 0n && credit !== 0n) {
      const [debitText = '', creditText = ''] = [
        fields.of('debit')(cells),
        fields.of('credit')(cells),
      ];
      const facts = { column: 'debit', value: debitText, debit: debitText, credit: creditText };
      problems.report('amount.debit_and_credit', facts);
      return undefined;
    }
    if (!isBlank(cells)) return subtractCents(debit, credit);
    problems.report('value.missing', { column: 'debit or credit' });
    return undefined;
  };
}

/** The amount in a text that is not blank. */
export function parsedAmount(
  text: string,
  column: string,
  given: { fields: Fields; problems: ProblemList },
): Cents | undefined {
  const { amounts } = given.fields;
  const amount = amounts.parse(text);
  if (amount !== undefined) return amount;
  const facts = { column, value: text, format: amounts.format };
  given.problems.report(amounts.fault(text), facts);
  return undefined;
}
