import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { SourceFile } from '../ingest/source-file.ts';

const CHUNK_BYTES = 64 * 1024;

/** A file on this machine; one that cannot be read fails when it is read. */
export function sourceFileAt(path: string): SourceFile {
  return {
    name: basename(path),
    bytesTotal: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
    read: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
  };
}
