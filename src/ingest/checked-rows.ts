import type { ImportKind } from '../domain/import-row.ts';
import type { Layout } from '../domain/layout.ts';
import { problem } from '../domain/problem.ts';
import type { CellBatch } from './csv-reader.ts';
import { csvRows } from './csv-rows.ts';
import { cutDetector } from './cut-off.ts';
import { type Fields, findFields } from './fields.ts';
import { columnMeant } from './file-columns.ts';
import type { ProblemList } from './problem-list.ts';
import { trimmed } from './texts.ts';
import { unpack } from './unpack.ts';
import { utf8 } from './utf8.ts';

export interface CheckedRowsOptions<Row> {
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly kind: ImportKind;
  readonly layout: Layout | undefined;
  readonly problems: ProblemList;
  /** Prepares the check of a row; undefined from the check itself = problems were reported. */
  readonly checkFor: (fields: Fields) => (cells: readonly string[]) => Row | undefined;
}

export interface RowBatch<Row> {
  /** How many rows were read, good or bad. */
  readonly read: number;
  readonly good: Row[];
}

/** Reads a file row by row; what is wrong goes to the problems, what is right comes out. */
export async function* checkedRows<Row>(
  options: CheckedRowsOptions<Row>,
): AsyncGenerator<RowBatch<Row>> {
  const { layout, problems } = options;
  const text = utf8(unpack(options.bytes), layout?.encoding ?? 'utf-8');
  let table: Table<Row> | undefined;
  for await (const batch of csvRows(text, layout?.delimiter)) {
    if (table === undefined && batch.rows.length > 0) {
      table = startTable(options, batch);
      if (table === undefined) return;
      yield table.take(batch, layout?.header === false ? 0 : 1);
    } else if (table !== undefined) {
      yield table.take(batch, 0);
    }
    if (batch.fault !== undefined) {
      problems.row = batch.fault.row;
      problems.report(batch.fault.cause.problemCode, batch.fault.cause.facts);
      return;
    }
  }
  if (table === undefined) problems.add(problem('file.empty', { file: options.fileName }));
}

interface Table<Row> {
  take(batch: CellBatch, from: number): RowBatch<Row>;
}

function startTable<Row>(
  options: CheckedRowsOptions<Row>,
  batch: CellBatch,
): Table<Row> | undefined {
  const { kind, layout, problems } = options;
  const first = batch.rows[0] ?? [];
  const header = headerOf(options, first);
  problems.row = batch.lines[0] ?? 1;
  const fields = findFields({ kind, header, layout, problems });
  if (fields === undefined) return undefined;
  const check = options.checkFor(fields);
  const cutOff = cutDetector(header, layout);
  const checkRow = (cells: readonly string[], delimiter: string): Row | undefined => {
    if (cells.length === header.length) return check(cells);
    const facts = { found: cells.length, expected: header.length, delimiter };
    problems.report('file.column_count', facts);
    return undefined;
  };
  const checkLast = (cells: readonly string[], delimiter: string): Row | undefined => {
    const what = cutOff(cells);
    if (what === undefined) return checkRow(cells, delimiter);
    problems.report('file.cut_off', { what });
    return undefined;
  };
  return {
    take(rows, from) {
      const good: Row[] = [];
      let read = 0;
      for (let at = from; at < rows.rows.length; at += 1) {
        const cells = rows.rows[at] ?? [];
        if (cells[0] === '' && cells.every(isBlank)) continue;
        read += 1;
        problems.row = rows.lines[at] ?? 0;
        const isLast = rows.isUnterminated && at === rows.rows.length - 1;
        const row = (isLast ? checkLast : checkRow)(cells, rows.delimiter);
        if (row !== undefined) good.push(row);
      }
      return { read, good };
    },
  };
}

/** Numbers where there is no header; a layout names columns as they stand in the file. */
function headerOf(
  { kind, layout }: Pick<CheckedRowsOptions<unknown>, 'kind' | 'layout'>,
  first: readonly string[],
): string[] {
  if (layout?.header === false) return first.map((_, index) => String(index + 1));
  const headings = first.map(trimmed);
  return layout === undefined ? headings.map((one) => columnMeant(kind, one)) : headings;
}

function isBlank(cell: string): boolean {
  return trimmed(cell) === '';
}
