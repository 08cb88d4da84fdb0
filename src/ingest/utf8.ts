import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { Layout } from '../domain/layout.ts';
import { FileFault } from './file-fault.ts';

export type Encoding = Layout['encoding'];

const LINE_FEED = 10;

/**
 * The text of a file as UTF-8 without byte order mark. A mark wins over the given encoding. Yields
 * all that stands before the first fault, then throws a `FileFault`.
 */
export async function* utf8(
  bytes: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<Buffer> {
  let decode: Decoder | undefined;
  let waiting: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (decode !== undefined) {
      yield* decode(chunk, false);
      continue;
    }
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    if (waiting.length < 3) continue;
    const start = startOf(waiting, encoding);
    decode = start.decode;
    yield* decode(waiting.subarray(start.markBytes), false);
  }
  if (decode === undefined) {
    const start = startOf(waiting, encoding);
    decode = start.decode;
    yield* decode(waiting.subarray(start.markBytes), false);
  }
  yield* decode(Buffer.alloc(0), true);
}

type Decoder = (chunk: Buffer, isLast: boolean) => Generator<Buffer>;

function startOf(first: Buffer, encoding: Encoding): { decode: Decoder; markBytes: number } {
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) {
    return { decode: checkedUtf8(), markBytes: 3 };
  }
  if (first[0] === 0xff && first[1] === 0xfe) return { decode: via('utf-16le'), markBytes: 2 };
  if (first[0] === 0xfe && first[1] === 0xff) return { decode: via('utf-16be'), markBytes: 2 };
  if (encoding === 'utf-8') return { decode: checkedUtf8(), markBytes: 0 };
  if (encoding === 'latin1') return { decode: via('windows-1252'), markBytes: 0 };
  return { decode: via(first[0] === 0 ? 'utf-16be' : 'utf-16le'), markBytes: 0 };
}

/** Passes UTF-8 through, cut between characters, after looking that it is so. */
function checkedUtf8(): Decoder {
  let broken: Buffer = Buffer.alloc(0);
  return function* (chunk, isLast) {
    const joined = broken.length === 0 ? chunk : Buffer.concat([broken, chunk]);
    const end = isLast ? joined.length : endOfWholeCharacters(joined);
    broken = joined.subarray(end);
    const whole = joined.subarray(0, end);
    const nul = whole.indexOf(0);
    if (nul !== -1) {
      yield whole.subarray(0, nul);
      throw new FileFault('file.nul_byte');
    }
    if (!isUtf8(whole)) {
      yield linesBeforeFault(whole);
      throw new FileFault('file.wrong_encoding', { encoding: 'UTF-8' });
    }
    yield whole;
  };
}

/** Where the last character that is complete ends. */
function endOfWholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return lengthOfCharacter(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function lengthOfCharacter(leadByte: number): number {
  if (leadByte >= 0xf0) return 4;
  return leadByte >= 0xe0 ? 3 : 2;
}

function linesBeforeFault(bytes: Buffer): Buffer {
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    if (!isUtf8(bytes.subarray(start, end))) return bytes.subarray(0, start);
    start = end;
  }
}

function via(encoding: 'utf-16le' | 'utf-16be' | 'windows-1252'): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return function* (chunk, isLast) {
    const text = decoded(decoder, chunk, isLast);
    const nul = text.indexOf('\0');
    yield Buffer.from(nul === -1 ? text : text.slice(0, nul));
    if (nul !== -1) throw new FileFault('file.nul_byte');
  };
}

function decoded(decoder: TextDecoder, chunk: Buffer, isLast: boolean): string {
  try {
    return decoder.decode(chunk, { stream: !isLast });
  } catch {
    throw new FileFault('file.wrong_encoding', { encoding: decoder.encoding.toUpperCase() });
  }
}
