import { describe, expect, it } from 'vitest';
import { checkDecisions, checkGenerated, checkLinks } from './checks/documents.ts';
import { checkLock, checkPins } from './checks/manifest.ts';
import { checkDocComments, checkFileNames, checkSyntax } from './checks/names.ts';
import { checkProblemCodes } from './checks/problem-codes.ts';
import { checkProblemNames } from './checks/problem-names.ts';
import { checkWords } from './checks/words.ts';
import type { Breach } from './source-files.ts';

/** `file:line: what` of each breach. */
function printed(breaches: readonly Breach[]): string[] {
  return breaches.map(({ path, line, what }) => `${path}:${line}: ${what}`);
}

describe('words and names', () => {
  const CASES: readonly (readonly [text: string, found: string])[] = [
    [`read('${['', 'home', 'me', 'book.csv'].join('/')}')`, 'names a folder of one machine'],
    [`${['registry', 'some', 'example'].join('.')}`, 'names the host of a package registry'],
    [`// ${['TO', 'DO'].join('')}: later`, 'puts work off'],
    [`// ${['biome', 'ignore'].join('-')} lint`, 'silences a check'],
    [`${['it', 'only'].join('.')}('x')`, 'leaves tests out'],
  ];
  it.each(CASES)('%s', (text, found) => {
    const breaches = checkWords([{ path: 'docs/a.md', text: `fine\n${text}` }]);
    expect(breaches.map(({ line, what }) => [line, what.includes(found)])).toEqual([[2, true]]);
  });

  it('a file name that says nothing, or is not in kebab-case', () => {
    const paths = ['test/date-utils.ts', 'test/DateText.ts', 'test/a.deep.test.ts'];
    expect(printed(checkFileNames(paths.map((path) => ({ path, text: '' }))))).toEqual([
      'test/date-utils.ts:1: "date-utils" says nothing',
      'test/DateText.ts:1: "DateText" is not in kebab-case',
    ]);
  });

  it('an export without a doc comment; neighbours and derived types share one', () => {
    const text = [
      "import './half.ts';",
      '/** Both. */',
      'export const a = 1;',
      'export const b = 2;',
      '',
      'export type A = typeof a;',
      '',
      '// Not a doc comment.',
      'export const c = 3;',
    ].join('\n');
    expect(checkDocComments([{ path: 'src/domain/whole.ts', text }])).toMatchObject([
      { path: 'src/domain/whole.ts', line: 9, what: 'the export c has no doc comment' },
    ]);
  });

  it('a text that is no TypeScript', () => {
    const [breach] = checkSyntax([{ path: 'src/app.ts', text: 'const = 1' }]);
    expect(breach?.what).toContain('does not parse');
  });
});

describe('the manifest', () => {
  it('an open version', () => {
    const text = '{ "dependencies": {\n "zod": "^4.6.7" } }';
    expect(checkPins([{ path: 'package.json', text }])).toMatchObject([
      { line: 2, what: 'zod is "^4.6.7", not one exact version' },
    ]);
  });

  it('a locked package with an install script, with a host, or without a version', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0', integrity: 'x', hasInstallScript: true },
      'node_modules/b': { version: '1.0.0', integrity: 'x', resolved: 'https://host/b.tgz' },
      'node_modules/c': { optional: true },
    };
    const file = { path: 'package-lock.json', text: JSON.stringify({ packages }) };
    expect(checkLock([file]).map(({ what }) => what)).toEqual([
      'node_modules/a has an install script',
      'node_modules/b names its host',
      'node_modules/c has no version or no digest, so that npm ci would fail',
    ]);
  });
});

describe('documents', () => {
  it('a stale generated document, at the first line that differs', () => {
    const document = { path: 'docs/errors.md', render: () => 'one\ntwo\n' };
    const fresh = { path: 'docs/errors.md', text: 'one\ntwo\n' };
    expect(checkGenerated([fresh], [document])).toEqual([]);
    expect(checkGenerated([{ ...fresh, text: 'one\n2\n' }], [document])).toMatchObject([
      { path: 'docs/errors.md', line: 2, what: 'is stale' },
    ]);
    expect(checkGenerated([], [document])).toMatchObject([{ what: 'is stale' }]);
  });

  it('a generated document that cannot be written, beside all that the other checks find', () => {
    const render = (): string => {
      throw new Error('No topic holds contact.archived');
    };
    expect(checkGenerated([], [{ path: 'docs/errors.md', render }])).toMatchObject([
      { what: 'cannot be written: Error: No topic holds contact.archived' },
    ]);
  });

  it('a gap between decisions, and a decision without its sections', () => {
    const paper = '# 1\n\n## Context\n\n## Choice\n\n## What we gave up\n';
    const decisions = [
      { path: 'docs/decisions/0001-paper.md', text: paper },
      { path: 'docs/decisions/0003-ink.md', text: '## Context\n' },
    ];
    expect(printed(checkDecisions(decisions))).toEqual([
      'docs/decisions/0003-ink.md:1: is out of order',
      'docs/decisions/0003-ink.md:1: has no section "## Context"',
      'docs/decisions/0003-ink.md:1: has no section "## Choice"',
      'docs/decisions/0003-ink.md:1: has no section "## What we gave up"',
    ]);
  });

  it('a link to a file that is not there', () => {
    const text = '[a](../src/a.ts) [b](b.md#part) [c](https://example.com) ![d](d.svg)';
    const breaches = checkLinks([{ path: 'docs/x.md', text }], (path) => path === 'src/a.ts');
    expect(breaches.map(({ what }) => what)).toEqual([
      'links to docs/b.md, which is not there',
      'links to docs/d.svg, which is not there',
    ]);
  });
});

describe('problem codes', () => {
  const table = { path: 'src/domain/problems/plan.ts', text: "\n'lock_date.closed': {}" };
  const raising = { path: 'src/domain/checks.ts', text: "problem('lock_date.closed')" };
  const testing = { path: 'test/locks.test.ts', text: "expect(it).toBe('lock_date.closed')" };

  it('one that is raised and tested passes', () => {
    expect(checkProblemCodes([table, raising, testing], ['lock_date.closed'])).toEqual([]);
  });

  it('one that no test names, or that a test names only as part of a longer one', () => {
    const longer = { ...testing, text: "'lock_date.closed_early'" };
    expect(checkProblemCodes([table, raising, longer], ['lock_date.closed'])).toMatchObject([
      { path: table.path, line: 2, what: 'no test or scenario names the problem lock_date.closed' },
    ]);
  });

  it('one that nothing raises', () => {
    expect(checkProblemCodes([table, testing], ['lock_date.closed'])).toMatchObject([
      { path: table.path, line: 2, what: 'nothing raises the problem lock_date.closed' },
    ]);
  });

  it('one that stands in two tables, and two that say the same', () => {
    const entry = (problemCode: string, message: string): string =>
      `  '${problemCode}': {\n    message:\n      '${message}',\n  },\n`;
    const taken = entry('export_id.taken', 'Export id {exportId} was used before.');
    const used = entry('store.id_used', 'The export id "{id}" was used before, in {mode} mode.');
    const other = entry('held.locked', 'Export id {exportId} is held.');
    const ingest = { path: 'src/domain/problems/ingest.ts', text: taken + other };
    const store = { path: 'src/domain/problems/store.ts', text: used + taken };
    const place = 'export_id.taken of src/domain/problems/ingest.ts:1';
    expect(printed(checkProblemNames([ingest, store]))).toEqual([
      `${store.path}:1: the problem store.id_used says the same: ${place}`,
      `${store.path}:5: the problem export_id.taken stands in the tables already: ${place}`,
    ]);
    expect(checkProblemNames([ingest])).toEqual([]);
  });
});
