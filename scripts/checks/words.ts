import type { Breach, SourceFile } from '../source-files.ts';

interface ForbiddenWord {
  readonly pattern: RegExp;
  readonly what: string;
  readonly remedy: string;
}

// Each pattern is written so that it does not match its own text.
const FORBIDDEN: readonly ForbiddenWord[] = [
  {
    pattern: /(?<![\w.:~-])\/(?:work|farm|root|home|Users|tmp)\/\w/,
    what: 'names a folder of one machine',
    remedy: 'use a path relative to the repository, or ask the system for its temporary folder',
  },
  {
    pattern: /\bregistry\.(?=\w)[\w.-]*\w\.(?:com|org|net|io|dev|cloud|local|internal|example)\b/,
    what: 'names the host of a package registry',
    remedy: 'leave the registry to the settings of the machine',
  },
  {
    pattern: /\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/,
    what: 'puts work off',
    remedy: 'do it, or drop it',
  },
  {
    pattern: /(?:biom[e]|eslin[t])-(?:ignor[e]|disabl[e])|@t[s]-(?:ignore|expect-error|nocheck)/,
    what: 'silences a check',
    remedy: 'mend what the check found',
  },
  {
    pattern: /\b(?:i[t]|tes[t]|describ[e])\.(?:only|todo)\b/,
    what: 'leaves tests out',
    remedy: 'run them all; a test that needs what is absent uses skipIf and says so in its name',
  },
];

/** Words that have no place in the repository, wherever they stand. */
export function checkWords(files: readonly SourceFile[]): Breach[] {
  return files
    .filter((file) => file.path !== 'package-lock.json')
    .flatMap((file) => file.text.split('\n').flatMap((text, at) => wordsIn(file.path, text, at)));
}

function wordsIn(path: string, text: string, at: number): Breach[] {
  return FORBIDDEN.filter(({ pattern }) => pattern.test(text)).map(({ pattern, what, remedy }) => ({
    path,
    line: at + 1,
    what: `"${pattern.exec(text)?.[0]}" ${what}`,
    remedy,
  }));
}
