import type { FieldSource, Layout } from '../domain/layout.ts';
import type { FieldReader, FieldsOptions } from './field-reader.ts';
import { knownColumns } from './file-columns.ts';
import { trimmed } from './texts.ts';

/** Our fields as the layout fills them from the columns of the file. */
export function layoutFields(options: FieldsOptions, layout: Layout): Map<string, FieldReader> {
  const { kind, problems } = options;
  const known = knownColumns(kind);
  const readers = new Map<string, FieldReader>();
  checkColumns(options, layout);
  for (const [field, source] of Object.entries(layout.fields)) {
    if (known.includes(field)) {
      readers.set(field, fieldReader(field, source, options));
    } else {
      const facts = { layout: layout.name, column: field, kind, known: known.join(', ') };
      problems.report('layout.unknown_field', facts);
    }
  }
  return readers;
}

/** Each column that the layout names stands in the file, and once. */
function checkColumns({ header, problems }: FieldsOptions, layout: Layout): void {
  for (const column of new Set(columnsOf(layout))) {
    const times = header.filter((name) => name === column).length;
    if (times > 1) problems.report('column.doubled', { column });
    if (times === 0) {
      const facts = { layout: layout.name, column, known: header.join(', ') };
      problems.report('layout.missing_column', facts);
    }
  }
}

function columnsOf(layout: Layout): string[] {
  const fromFields = Object.values(layout.fields).flatMap((source) => [
    ...(source.column === undefined ? [] : [source.column]),
    ...(source.columns ?? []),
    ...(source.rules ?? []).flatMap((rule) => Object.keys(rule.when)),
  ]);
  return [...fromFields, ...Object.keys(layout.negateWhen)];
}

function fieldReader(field: string, source: FieldSource, options: FieldsOptions): FieldReader {
  const cellOf = (column: string) => {
    const index = options.header.indexOf(column);
    return (cells: readonly string[]) => trimmed(cells[index] ?? '');
  };
  if (source.constant !== undefined) {
    const constant = trimmed(source.constant);
    return () => constant;
  }
  if (source.rules !== undefined) return byRules(field, source.rules, { options, cellOf });
  if (source.columns !== undefined) {
    const parts = source.columns.map(cellOf);
    return (cells) =>
      parts
        .map((part) => part(cells))
        .filter((text) => text !== '')
        .join(' ');
  }
  const cell = cellOf(source.column ?? '');
  return source.map === undefined ? cell : byMap(field, source, { options, cell });
}

function byMap(
  field: string,
  source: FieldSource,
  given: { options: FieldsOptions; cell: (cells: readonly string[]) => string },
): FieldReader {
  const { problems } = given.options;
  const entries = Object.entries(source.map ?? {});
  const map = new Map(entries.map(([from, to]) => [trimmed(from), trimmed(to)]));
  return (cells) => {
    const value = given.cell(cells);
    const mapped = map.get(value);
    if (mapped === undefined) {
      problems.report('value.not_in_map', { column: source.column ?? '', value, field });
    }
    return mapped;
  };
}

type Rules = NonNullable<FieldSource['rules']>;

function byRules(
  field: string,
  rules: Rules,
  given: {
    options: FieldsOptions;
    cellOf: (column: string) => (cells: readonly string[]) => string;
  },
): FieldReader {
  const columns = [...new Set(rules.flatMap((rule) => Object.keys(rule.when)))];
  const compiled = rules.map((rule) => ({
    is: trimmed(rule.is),
    when: Object.entries(rule.when).map(([column, text]) => ({
      cell: given.cellOf(column),
      text: trimmed(text),
    })),
  }));
  return (cells) => {
    const rule = compiled.find(({ when }) => when.every(({ cell, text }) => cell(cells) === text));
    if (rule !== undefined) return rule.is;
    const value = columns.map((column) => `${column} "${given.cellOf(column)(cells)}"`).join(', ');
    given.options.problems.report('value.no_rule', { column: field, value });
    return undefined;
  };
}
