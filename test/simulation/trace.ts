import { createHash } from 'node:crypto';

/** What happened in a seed, in order. */
export interface Trace {
  /** Adds a line; `more` counts for the hash and is not shown. */
  note(line: string, more?: string): void;
  /** SHA-256 over everything. */
  hash(): string;
  last(lines: number): readonly string[];
}

const KEPT = 400;

export function createTrace(nowMs: () => number, echo?: (line: string) => void): Trace {
  const digest = createHash('sha256');
  let lines: string[] = [];
  return {
    note: (what, more = '') => {
      const line = `${(nowMs() / 1000).toFixed(3).padStart(10)} ${what}`;
      digest.update(`${line}\n${more}\n`);
      lines.push(line);
      if (lines.length > 2 * KEPT) lines = lines.slice(-KEPT);
      echo?.(line);
    },
    hash: () => digest.copy().digest('hex'),
    last: (count) => lines.slice(-count),
  };
}
