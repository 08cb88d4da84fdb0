import type { Breach, SourceFile } from '../source-files.ts';
import { isProduct } from '../source-files.ts';

const LEAST_WORDS = 3;

/** Problem codes that stand in the tables twice, and two codes whose messages say the same. */
export function checkProblemNames(files: readonly SourceFile[]): Breach[] {
  const places = files
    .filter((file) => file.path.startsWith('src/domain/problems/') && isProduct(file))
    .flatMap(placesIn);
  return places.flatMap((place, at) => {
    const before = places.slice(0, at);
    const same = before.find((other) => other.problemCode === place.problemCode);
    if (same !== undefined) return [breach(place, same, 'stands in the tables already')];
    const alike = before.find((other) => saysTheSame(other.words, place.words));
    return alike === undefined ? [] : [breach(place, alike, 'says the same')];
  });
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly problemCode: string;
  /** The message in bare words, for a comparison; `*` stands for a value. */
  readonly words: readonly string[];
}

function placesIn({ path, text }: SourceFile): Place[] {
  const entry = /^ *'([\w.]+)': \{\s*message:\s*(['"`])(.*?)\2,$/gm;
  return [...text.matchAll(entry)].map(({ index, 1: problemCode = '', 3: message = '' }) => ({
    path,
    line: text.slice(0, index).split('\n').length,
    problemCode,
    words: bareWords(message),
  }));
}

/** Without quotation marks, articles and the names of values. */
function bareWords(message: string): string[] {
  return message
    .replaceAll(/\{\w+\}/g, '*')
    .toLowerCase()
    .split(/[^\w*]+/)
    .filter((word) => !['', 'a', 'an', 'the'].includes(word));
}

/** Also where one of them only adds something at its end. */
function saysTheSame(a: readonly string[], b: readonly string[]): boolean {
  const shorter = Math.min(a.length, b.length);
  const hasWords = a.slice(0, shorter).filter((word) => word !== '*').length >= LEAST_WORDS;
  return hasWords && a.slice(0, shorter).join(' ') === b.slice(0, shorter).join(' ');
}

function breach({ path, line, problemCode }: Place, other: Place, what: string): Breach {
  return {
    path,
    line,
    what: `the problem ${problemCode} ${what}: ${other.problemCode} of ${other.path}:${other.line}`,
    remedy: 'keep one of the two',
  };
}
