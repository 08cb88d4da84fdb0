import { createHash } from 'node:crypto';

/** SHA-256 of bytes as they come, in hexadecimal digits. */
export async function contentHash(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

/** Passes bytes on and hashes them; `digest` tells the hash when all have passed. */
export function hashing(bytes: AsyncIterable<Uint8Array>): {
  readonly bytes: AsyncIterable<Uint8Array>;
  digest(): string;
} {
  const hash = createHash('sha256');
  async function* passed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return { bytes: passed(), digest: () => hash.digest('hex') };
}
