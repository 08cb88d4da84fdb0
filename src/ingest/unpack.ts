import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FileFault } from './file-fault.ts';

/** Rows of a loan system shrink to a tenth or a thirtieth; a bomb to a thousandth. */
const MOST_TIMES = 300;
const HARMLESS_BYTES = 32 * 1024 * 1024;

/** The bytes of a file, unpacked when they begin as gzip does. Throws a `FileFault`. */
export async function* unpack(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const { first, rest } = await takeFirst(packed);
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield first;
    for await (const chunk of rest) yield bufferOf(chunk);
    return;
  }
  yield* gunzip(first, rest);
}

/** At least two bytes where the file has them. */
async function takeFirst(
  packed: AsyncIterable<Uint8Array>,
): Promise<{ first: Buffer; rest: AsyncIterable<Uint8Array> }> {
  const chunks = packed[Symbol.asyncIterator]();
  let first: Buffer = Buffer.alloc(0);
  while (first.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    first = first.length === 0 ? bufferOf(next.value) : Buffer.concat([first, next.value]);
  }
  return { first, rest: { [Symbol.asyncIterator]: () => chunks } };
}

async function* gunzip(first: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const seen = { packed: 0, unpacked: 0 };
  async function* counted(): AsyncGenerator<Uint8Array> {
    seen.packed += first.length;
    yield first;
    for await (const chunk of rest) {
      seen.packed += chunk.length;
      yield chunk;
    }
  }
  const unpacked = createGunzip();
  pipeline(Readable.from(counted()), unpacked, () => undefined);
  try {
    for await (const chunk of unpacked) {
      seen.unpacked += chunk.length;
      if (seen.unpacked > HARMLESS_BYTES && seen.unpacked > MOST_TIMES * seen.packed) {
        throw new FileFault('file.expands_too_much', { times: MOST_TIMES });
      }
      yield chunk;
    }
  } catch (error) {
    throw isDamage(error) ? new FileFault('file.damaged_gzip', { reason: error.message }) : error;
  }
}

function isDamage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function bufferOf(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
