import type { Layout } from '../domain/layout.ts';
import { type AmountReader, amountReader } from './amounts.ts';
import { type DateReader, dateReader } from './date-format.ts';
import type { FieldReader, FieldsOptions } from './field-reader.ts';
import { hasBothAmounts, knownColumns, missingColumns, otherKind } from './file-columns.ts';
import { layoutFields } from './layout-fields.ts';
import { trimmed } from './texts.ts';

/** How the cells of a row become our fields. */
export interface Fields {
  /** A reader for any field of the kind; of a field that the file lacks it reads blank. */
  of(name: string): FieldReader;
  has(name: string): boolean;
  readonly amounts: AmountReader;
  readonly dates: DateReader;
  readonly dateFormat: string;
  /** True where the layout turns the sign of this row's amounts. */
  readonly isNegated: ((cells: readonly string[]) => boolean) | undefined;
}

/** Finds each field in the header, or through the layout; undefined after reporting problems. */
export function findFields(options: FieldsOptions): Fields | undefined {
  const { kind, layout, problems } = options;
  const before = problems.count;
  const readers = layout === undefined ? ownFields(options) : layoutFields(options, layout);
  if (readers === undefined) return undefined;
  const given = [...readers.keys()];
  for (const column of missingColumns(kind, given)) {
    problems.report('column.missing', { column, kind });
  }
  if (hasBothAmounts(given)) problems.report('column.both_amounts', { column: 'amount' });
  const dateFormat = layout?.dateFormat ?? 'YYYY-MM-DD';
  const dates = dateReader(dateFormat);
  if (dates === undefined) {
    problems.report('layout.unknown_date_format', {
      layout: layout?.name ?? '',
      value: dateFormat,
    });
  }
  if (dates === undefined || problems.count > before) return undefined;
  return {
    of: (name) => readers.get(name) ?? (() => ''),
    has: (name) => readers.has(name),
    amounts: amountReader(layout),
    dates,
    dateFormat,
    isNegated: layout === undefined ? undefined : negation(layout, options.header),
  };
}

/** The columns of a file in our own shape: each known, none twice; undefined where it is another. */
function ownFields({
  kind,
  header,
  problems,
}: FieldsOptions): Map<string, FieldReader> | undefined {
  const known = knownColumns(kind);
  const readers = new Map<string, FieldReader>();
  if (!header.some((column) => known.includes(column))) {
    problems.report('file.other_header', {
      kind,
      header: shortened(header.join(', ')),
      known: known.join(', '),
    });
    return undefined;
  }
  const other = otherKind(kind, header);
  if (other !== undefined) {
    problems.report('file.other_kind', { found: other, kind });
    return undefined;
  }
  const doubled = new Set<string>();
  for (const [index, column] of header.entries()) {
    if (!known.includes(column)) {
      problems.report('column.unknown', { column, kind, known: known.join(', ') });
    } else if (readers.has(column)) {
      doubled.add(column);
    } else {
      readers.set(column, (cells) => trimmed(cells[index] ?? ''));
    }
  }
  for (const column of doubled) problems.report('column.doubled', { column });
  return readers;
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}

function negation(layout: Layout, header: readonly string[]): Fields['isNegated'] {
  const conditions = Object.entries(layout.negateWhen).map(([column, texts]) => ({
    index: header.indexOf(column),
    texts: new Set(texts.map(trimmed)),
  }));
  if (conditions.length === 0) return undefined;
  return (cells) => conditions.some(({ index, texts }) => texts.has(trimmed(cells[index] ?? '')));
}
