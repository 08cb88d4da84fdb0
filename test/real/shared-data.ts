import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const FOLDER = new URL('../../../shared/data/', import.meta.url);

/** The real data stand beside the repository, not in it. */
export const hasSharedData = existsSync(FOLDER);

/** The name of a test that needs the real data, or why it is skipped. */
export function named(name: string): string {
  return hasSharedData ? name : `${name} (skipped: ../shared/data is absent)`;
}

/** Path of a file of the real data. */
export function sharedFile(path: string): string {
  return fileURLToPath(new URL(path, FOLDER));
}

/** Copies a file of the real data into a folder, where a program may write beside it. */
export function copyInto(folder: string, path: string): string {
  const target = join(folder, basename(path));
  copyFileSync(sharedFile(path), target);
  return target;
}

/** Unpacks a file of the real data into a folder, for programs that do not read gzip. */
export function unpackInto(folder: string, path: string): string {
  const target = join(folder, basename(path, '.gz'));
  writeFileSync(target, gunzipSync(readFileSync(sharedFile(path))));
  return target;
}
