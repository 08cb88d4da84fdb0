import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { PROBLEM_HEADER, problemLine } from '../ingest/problem-line.ts';
import type { ProblemSink } from '../ingest/problem-list.ts';

const WRITTEN_AT_ONCE = 256 * 1024;

/** A list of all problems beside the file that has them, made with the first problem. */
export interface ProblemFile extends ProblemSink {
  /** Writes what waits; where the list is, or undefined where there is none. */
  close(): string | undefined;
}

/** Starts FILE.problems.csv anew; a folder that cannot be written costs the list, nothing else. */
export function problemFileBeside(path: string): ProblemFile {
  const listPath = `${path}.problems.csv`;
  let waiting = '';
  let file: number | undefined;
  let isWritable = attempt(() => rmSync(listPath, { force: true }));
  const flush = () => {
    if (!isWritable || waiting === '') return;
    isWritable = attempt(() => {
      file ??= openSync(listPath, 'w');
      writeSync(file, waiting);
    });
    waiting = '';
  };
  return {
    add(found) {
      if (!isWritable) return;
      if (waiting === '' && file === undefined) waiting = PROBLEM_HEADER;
      waiting += problemLine(found);
      if (waiting.length >= WRITTEN_AT_ONCE) flush();
    },
    close() {
      flush();
      if (file === undefined) return undefined;
      closeSync(file);
      file = undefined;
      return isWritable ? listPath : undefined;
    },
  };
}

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
