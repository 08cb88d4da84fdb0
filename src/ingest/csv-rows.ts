import { type CellBatch, type CsvReader, csvReader } from './csv-reader.ts';
import { type Delimiter, detectDelimiter } from './delimiter.ts';
import { FileFault } from './file-fault.ts';

/** The rows of delimited text, blank lines left out, as many at a time as a chunk holds. */
export async function* csvRows(
  utf8: AsyncIterable<Buffer>,
  delimiter: Delimiter | undefined,
): AsyncGenerator<CellBatch> {
  let reader: CsvReader | undefined;
  let head: Buffer = Buffer.alloc(0);
  for await (const part of orFault(utf8)) {
    if (part instanceof FileFault) {
      if (reader === undefined) {
        reader = readerFor(head, delimiter);
        yield await reader.take(head);
      }
      if (!reader.isBroken) yield await reader.stop(part);
      return;
    }
    if (reader === undefined) {
      head = Buffer.concat([head, part]);
      if (endOfFirstLine(head) === -1 && head.length < LONGEST_HEADER) continue;
      reader = readerFor(head, delimiter);
      yield await reader.take(head);
    } else {
      yield await reader.take(part);
    }
    if (reader.isBroken) return;
  }
  if (reader === undefined) {
    reader = readerFor(head, delimiter);
    yield await reader.take(head);
  }
  if (!reader.isBroken) yield await reader.finish();
}

const LONGEST_HEADER = 1_000_000;

/** A fault as the last part, instead of an exception. */
async function* orFault(utf8: AsyncIterable<Buffer>): AsyncGenerator<Buffer | FileFault> {
  try {
    yield* utf8;
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    yield error;
  }
}

function readerFor(head: Buffer, delimiter: Delimiter | undefined): CsvReader {
  const start = head.findIndex((byte) => !isBreak(byte));
  const end = endOfFirstLine(head);
  const firstLine = head.toString('utf8', Math.max(start, 0), end === -1 ? head.length : end);
  return csvReader(delimiter ?? detectDelimiter(firstLine), lineEndsAt(head, end));
}

/** Where the first line that holds anything ends; a line break in quotation marks does not count. */
function endOfFirstLine(head: Buffer): number {
  let isQuoted = false;
  let holdsAnything = false;
  for (let at = 0; at + 1 < head.length; at += 1) {
    const byte = head[at] ?? 0;
    if (byte === QUOTE) isQuoted = !isQuoted;
    if (!isBreak(byte)) holdsAnything = true;
    else if (!isQuoted && holdsAnything) return at;
  }
  return -1;
}

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;

function isBreak(byte: number): boolean {
  return byte === LINE_FEED || byte === RETURN;
}

/** A file that ends its first line with CR LF may end others with LF, never the other way round. */
function lineEndsAt(head: Buffer, end: number): string[] {
  const isLineFeed = end === -1 ? !head.includes(RETURN) : head[end] === LINE_FEED;
  if (isLineFeed) return ['\n'];
  return head.includes('\r\n') ? ['\r\n', '\n'] : ['\r'];
}
