import { posix } from 'node:path';
import type { Breach, SourceFile } from '../source-files.ts';

/** A document, or a part of one, that a script writes. */
export interface GeneratedDocument {
  readonly path: string;
  /** What the whole document should be, given what it is now. */
  readonly render: (current: string) => string;
}

const DECISION = /^docs\/decisions\/(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;
const DECISION_PARTS = ['## Context', '## Choice', '## What we gave up'];

/** Generated documents that differ from what their script would write now. */
export function checkGenerated(
  files: readonly SourceFile[],
  documents: readonly GeneratedDocument[],
): Breach[] {
  return documents.flatMap(({ path, render }) => {
    const current = files.find((file) => file.path === path)?.text ?? '';
    try {
      const wanted = render(current);
      if (current === wanted) return [];
      return [{ path, line: firstDifference(current, wanted), ...STALE }];
    } catch (error) {
      return [{ path, line: 1, what: `cannot be written: ${String(error)}`, remedy: 'mend it' }];
    }
  });
}

const STALE = { what: 'is stale', remedy: 'run "npm run docs" and commit the result' };

/** Decisions are numbered from 0001 without a gap, and say the same three things. */
export function checkDecisions(files: readonly SourceFile[]): Breach[] {
  const decisions = files.filter((file) => file.path.startsWith('docs/decisions/'));
  return decisions.flatMap((file, at) => {
    const number = String(at + 1).padStart(4, '0');
    const missing = DECISION_PARTS.filter((part) => !file.text.includes(`\n${part}\n`));
    return [
      ...(DECISION.exec(file.path)?.[1] === number ? [] : [misnumbered(file.path, number)]),
      ...missing.map((part) => ({
        path: file.path,
        line: 1,
        what: `has no section "${part}"`,
        remedy: 'add it',
      })),
    ];
  });
}

/** Links in our documents to files that are not there. */
export function checkLinks(
  files: readonly SourceFile[],
  exists: (path: string) => boolean,
): Breach[] {
  return files
    .filter((file) => file.path.endsWith('.md'))
    .flatMap((file) =>
      file.text.split('\n').flatMap((text, at) =>
        linksIn(text)
          .map((link) => posix.join(posix.dirname(file.path), link))
          .filter((target) => !exists(target))
          .map((target) => ({
            path: file.path,
            line: at + 1,
            what: `links to ${target}, which is not there`,
            remedy: 'mend the link',
          })),
      ),
    );
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/(?:\]\(|(?:src|srcset|href)=")([^)"\s#]+)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
}

function misnumbered(path: string, number: string): Breach {
  return {
    path,
    line: 1,
    what: 'is out of order',
    remedy: `decisions are named 0001-short-title.md without a gap; here ${number} is next`,
  };
}

function firstDifference(current: string, wanted: string): number {
  const lines = wanted.split('\n');
  return Math.max(1, current.split('\n').findIndex((line, at) => line !== lines[at]) + 1);
}
