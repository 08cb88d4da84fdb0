import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { XeroFile } from '../domain/xero-files.ts';
import { writingFault } from './file-faults.ts';
import { removeFile } from './remove-file.ts';

/** Files that lie complete beside the place where they are to be. */
export interface LaidOutFiles {
  /** Puts all of them into place. Problem: `file.not_writable`. */
  put(): Outcome<string[]>;
  /** Takes away what was not put into place. */
  remove(): void;
}

/** Writes files under names that nobody looks for. Problem: `file.not_writable`. */
export function layOutFiles(folder: string, files: readonly XeroFile[]): Outcome<LaidOutFiles> {
  const places = files.map(({ name, text }) => {
    const path = join(folder, name);
    return { path, waiting: `${path}.part`, text };
  });
  const remove = () => {
    for (const { waiting } of places) removeFile(waiting);
  };
  const laid = attempt(folder, () => {
    mkdirSync(folder, { recursive: true });
    for (const { waiting, text } of places) writeFileSync(waiting, text, { flush: true });
  });
  if (!laid.ok) {
    remove();
    return laid;
  }
  const put = () => {
    const done = attempt(folder, () => {
      for (const { waiting, path } of places) renameSync(waiting, path);
    });
    return done.ok ? succeed(places.map(({ path }) => path)) : done;
  };
  return succeed({ put, remove });
}

/** The name of a file with the digest of its bytes, for the record. */
export function digestOf({ name, text }: XeroFile): { name: string; sha256: string } {
  return { name, sha256: createHash('sha256').update(text).digest('hex') };
}

function attempt(folder: string, work: () => void): Outcome<undefined> {
  try {
    work();
    return succeed(undefined);
  } catch (error) {
    return fail(problem('file.not_writable', { file: folder, reason: writingFault(error) }));
  }
}
