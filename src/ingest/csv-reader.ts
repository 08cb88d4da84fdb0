import { type CsvError, parse } from 'csv-parse';
import type { Delimiter } from './delimiter.ts';
import { FileFault } from './file-fault.ts';

/** Lines of a file as cells, with the number of the line on which each begins. */
export interface CellBatch {
  readonly rows: readonly string[][];
  readonly lines: readonly number[];
  readonly delimiter: Delimiter;
  /** True when the last row of the batch ends with the file, without a line break. */
  readonly isUnterminated: boolean;
  /** Why the rest of the file cannot be read, and in which line; the rows before it are here. */
  readonly fault: { readonly cause: FileFault; readonly row: number } | undefined;
}

export interface CsvReader {
  /** True after a fault: nothing more can be taken. */
  readonly isBroken: boolean;
  take(chunk: Buffer): Promise<CellBatch>;
  finish(): Promise<CellBatch>;
  /** Ends the reading with a fault that was found in the bytes after those taken. */
  stop(cause: FileFault): Promise<CellBatch>;
}

const LONGEST_LINE = 1_000_000;
const LINE_BREAKS = [10, 13];

/** Cells of delimited text by csv-parse, which sees a row only with some bytes after it. */
export function csvReader(delimiter: Delimiter, lineEnds: readonly string[]): CsvReader {
  let rows: string[][] = [];
  let lines: number[] = [];
  let lastByte = LINE_BREAKS[0];
  let isBroken = false;
  const place = linePlaces();
  const parser = parse({
    delimiter,
    record_delimiter: [...lineEnds],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    on_record: (cells: string[], context) => {
      rows.push(cells);
      lines.push(place.ofRow(cells, context));
      return null;
    },
  });
  parser.on('error', () => undefined);
  parser.resume();

  const batch = (cause?: FileFault, row = 0): CellBatch => {
    const isUnterminated = parser.writableEnded && !LINE_BREAKS.includes(lastByte ?? 0);
    const fault = cause === undefined ? undefined : { cause, row };
    const full = { rows, lines, delimiter, isUnterminated, fault };
    isBroken = fault !== undefined;
    rows = [];
    lines = [];
    return full;
  };
  const judged = (error: CsvError | undefined): CellBatch => {
    if (error === undefined) return batch();
    const row = error.code === 'CSV_QUOTE_NOT_CLOSED' ? place.next() : place.at(parser.info.lines);
    return batch(faultOf(error), row);
  };
  return {
    get isBroken() {
      return isBroken;
    },
    async take(chunk) {
      if (chunk.length > 0) lastByte = chunk[chunk.length - 1];
      return judged(await written((done) => parser.write(chunk, done)));
    },
    async finish() {
      const ended = new Promise<CsvError | undefined>((resolve) => {
        parser.once('error', resolve).once('end', () => resolve(undefined));
      });
      parser.end();
      return judged(await ended);
    },
    async stop(cause) {
      const filler = Buffer.alloc(16, 'x');
      await written((done) => parser.write(filler, done));
      return batch(cause, place.at(parser.info.lines));
    },
  };
}

type Done = (error: Error | null | undefined) => void;

function written(write: (done: Done) => void): Promise<CsvError | undefined> {
  return new Promise((resolve) => {
    write((error) => resolve((error as CsvError | null) ?? undefined));
  });
}

function faultOf(error: CsvError): FileFault {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new FileFault('file.cut_off', {
        what: 'a quotation mark that opens there is never closed.',
      });
    case 'CSV_MAX_RECORD_SIZE':
      return new FileFault('file.line_too_long', { limit: LONGEST_LINE });
    default:
      return new FileFault('file.misplaced_quote');
  }
}

interface Counted {
  readonly lines: number;
  readonly empty_lines: number;
}

/**
 * Turns csv-parse's line count, which stands at the end of a row and takes a CR LF inside quotation
 * marks for two lines, into the line on which the row begins.
 */
function linePlaces(): {
  ofRow(cells: readonly string[], counted: Counted): number;
  next(): number;
  at(counted: number): number;
} {
  let ended = { lines: 0, empty_lines: 0 };
  let countedTwice = 0;
  return {
    ofRow(cells, counted) {
      const start = ended.lines + 1 + counted.empty_lines - ended.empty_lines;
      const line = start - countedTwice;
      if (counted.lines !== start) countedTwice += pairsIn(cells);
      ended = counted;
      return line;
    },
    next: () => ended.lines + 1 - countedTwice,
    at: (counted) => counted - countedTwice,
  };
}

function pairsIn(cells: readonly string[]): number {
  return cells.reduce((pairs, cell) => pairs + cell.split('\r\n').length - 1, 0);
}
