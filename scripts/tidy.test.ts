import { describe, expect, it } from 'vitest';
import { checkDecisions, checkGenerated, checkLinks } from './checks/documents.ts';
import { checkCycles, checkOrphans } from './checks/graph.ts';
import { checkImports } from './checks/imports.ts';
import { checkLock, checkPins } from './checks/manifest.ts';
import { checkDocComments, checkFileNames, checkSyntax } from './checks/names.ts';
import { checkProblemCodes } from './checks/problem-codes.ts';
import { checkPurity } from './checks/purity.ts';
import { checkFileSizes, checkFunctionSizes } from './checks/sizes.ts';
import { checkWords } from './checks/words.ts';
import type { Check, SourceFile } from './source-files.ts';

const CLEAN: Readonly<Record<string, string>> = {
  'package.json': '{ "dependencies": { "zod": "4.6.7", "csv-parse": "7.0.3" } }',
  'package-lock.json':
    '{ "packages": { "": {}, "node_modules/zod": { "version": "4.6.7", "integrity": "sha512-x" } } }',
  'src/cli/main.ts': "import { start } from '../app.ts';\nstart();\n",
  'src/app.ts': [
    "import { load } from './ingest/load.ts';",
    "import { readRows } from './store/read-rows.ts';",
    "import { post } from './export/post.ts';",
    'export async function start(): Promise<void> {',
    "  const { serve } = await import('./twin/serve.ts');",
    "  new Worker(new URL('./tasks/plan-worker.ts', import.meta.url));",
    '  post(readRows, load(serve));',
    '}',
  ].join('\n'),
  'src/tasks/plan-worker.ts': "import '../store/read-rows.ts';\n",
  'src/twin/serve.ts':
    "import { setTimeout } from 'node:timers';\nexport const serve = setTimeout;\n",
  'src/store/read-rows.ts': 'export function readRows(): void {}\n',
  'src/ingest/load.ts':
    "import { createHash } from 'node:crypto';\nimport { parse } from 'csv-parse';\n" +
    "import { half } from '../domain/half.ts';\nexport const load = [createHash, parse, half].at;\n",
  'src/export/post.ts':
    "import type { readRows } from '../store/read-rows.ts';\n" +
    'export function post(rows: typeof readRows, other: unknown): void {}\n',
  'src/domain/half.ts':
    'import { z } from \'zod\';\n/** Half of it; `o.Date` and "new Date()" are only words here. */\n' +
    "export const half = z.literal('Date').optional({ Date: 1 }.Date);\n",
  'src/domain/half.test.ts':
    "import { readFileSync } from 'node:fs';\nnew Date(readFileSync(''));\n",
  'docs/decisions/0001-paper.md': '# 1\n\n## Context\n\n## Choice\n\n## What we gave up\n',
};

const ON_FILES: readonly Check[] = [
  checkSyntax,
  checkImports,
  checkPurity,
  checkCycles,
  checkOrphans,
  checkFileSizes,
  checkFunctionSizes,
  checkFileNames,
  checkDocComments,
  checkWords,
  checkPins,
  checkLock,
  checkDecisions,
];

/** The clean tree with some files put in or replaced. */
function treeWith(changed: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries({ ...CLEAN, ...changed }).map(([path, text]) => ({ path, text }));
}

/** `file:line: what` of each breach that any check on the files finds. */
function breachesOf(changed: Readonly<Record<string, string>>): string[] {
  const files = treeWith(changed);
  return ON_FILES.flatMap((check) => check(files)).map(
    ({ path, line, what }) => `${path}:${line}: ${what}`,
  );
}

describe('a clean tree', () => {
  it('has no breach', () => {
    expect(breachesOf({})).toEqual([]);
  });
});

describe('the import table catches', () => {
  const CASES: readonly (readonly [file: string, text: string, breach: string])[] = [
    [
      'src/domain/half.ts',
      "import '../store/read-rows.ts';",
      ':1: domain may not import store (src/store/read-rows.ts)',
    ],
    ['src/domain/half.ts', "\nimport 'node:fs';", ':2: domain may not use node:fs'],
    [
      'src/domain/half.ts',
      "import 'csv-parse';",
      ':1: domain may not use the npm package csv-parse',
    ],
    [
      'src/domain/half.ts',
      "type Z = import('yaml').Z;",
      ':1: domain may not use the npm package yaml',
    ],
    [
      'src/export/post.ts',
      "import { readRows } from '../store/read-rows.ts';",
      ':1: export takes a value from store (src/store/read-rows.ts)',
    ],
    [
      'src/export/post.ts',
      "import { type readRows } from '../store/read-rows.ts';",
      ':1: export takes a value from store (src/store/read-rows.ts)',
    ],
    [
      'src/ingest/load.ts',
      "import { readFileSync } from 'node:fs';",
      ':1: ingest may not use readFileSync of node:fs, which reaches outside',
    ],
    [
      'src/ingest/load.ts',
      "import { createHash, randomUUID } from 'node:crypto';",
      ':1: ingest may not use createHash, randomUUID of node:crypto, which reaches outside',
    ],
    [
      'src/app.ts',
      "export { serve } from './twin/serve.ts';",
      ':1: app imports twin statically (src/twin/serve.ts)',
    ],
    [
      'src/twin/serve.ts',
      "import '../domain/half.ts';",
      ':1: twin may not import domain (src/domain/half.ts)',
    ],
    ['src/web/main.tsx', "import 'node:path';", ':1: web may not use node:path'],
    [
      'src/store/read-rows.ts',
      "import 'fast-check';",
      ':1: imports fast-check, which is not under "dependencies" of package.json',
    ],
    [
      'src/store/read-rows.ts',
      "import '../../scripts/tidy.ts';",
      ':1: imports scripts/tidy.ts, outside src',
    ],
    ['src/store/read-rows.ts', 'await import(name);', ':1: imports a computed path'],
    ['src/misc/thing.ts', '', ':1: lies in no folder of the import table'],
  ];
  it.each(CASES)('%s: %s', (file, text, breach) => {
    expect(breachesOf({ [file]: text })).toContain(`${file}${breach}`);
  });
});

describe('purity catches', () => {
  const CASES: readonly (readonly [file: string, text: string, breach: string])[] = [
    ['src/domain/half.ts', '\nnew Date();', ':2: domain may not use Date'],
    ['src/domain/half.ts', 'const o = { Date };', ':1: domain may not use Date'],
    ['src/domain/half.ts', 'setTimeout(f, 1);', ':1: domain may not use setTimeout'],
    ['src/domain/half.ts', 'Math.random();', ':1: domain may not use Math.random'],
    ['src/xero/contract/limits.ts', 'process.exit();', ':1: xero/contract may not use process'],
    ['src/export/post.ts', 'fetch(url);', ':1: export may not use fetch'],
    ['src/ingest/load.ts', 'console.log(1);', ':1: ingest may not use console'],
  ];
  it.each(CASES)('%s: %s', (file, text, breach) => {
    expect(breachesOf({ [file]: text })).toContain(`${file}${breach}`);
  });
});

describe('the import graph', () => {
  it('shows a cycle once, through types too', () => {
    const cycle = breachesOf({
      'src/domain/half.ts': "\nimport { whole } from './whole.ts';",
      'src/domain/whole.ts': "import type { half } from './half.ts';",
    }).filter((breach) => breach.includes('imports itself'));
    expect(cycle).toEqual([
      'src/domain/half.ts:2: imports itself: src/domain/half.ts -> src/domain/whole.ts -> src/domain/half.ts',
    ]);
  });

  it('shows an orphan, also one that only a test imports', () => {
    const changed = {
      'src/store/alone.ts': '',
      'src/store/alone.test.ts': "import './alone.ts';",
    };
    expect(breachesOf(changed)).toEqual(['src/store/alone.ts:1: no product file imports it']);
  });
});

describe('sizes', () => {
  const lines = (count: number): string => 'work();\n'.repeat(count);

  it('a file of 300 lines passes, one of 301 does not', () => {
    expect(breachesOf({ 'src/twin/serve.ts': lines(300) })).toEqual([]);
    expect(breachesOf({ 'src/twin/serve.ts': lines(301) })).toEqual([
      'src/twin/serve.ts:301: has 301 lines, 300 are allowed',
    ]);
  });

  it('a function of 70 lines passes, one of 71 does not, whatever braces its texts hold', () => {
    const body = (count: number): string => `function long() {\n'}'; /}/; // }\n${lines(count)}}\n`;
    expect(breachesOf({ 'src/twin/serve.ts': body(67) })).toEqual([]);
    expect(breachesOf({ 'src/twin/serve.ts': body(68) })).toEqual([
      'src/twin/serve.ts:1: long has 71 lines, 70 are allowed',
    ]);
  });

  it('an arrow function and a method are measured too', () => {
    const arrow = `const long = () => {\n${lines(70)}};\n`;
    const method = `class A {\n  long() {\n${lines(70)}  }\n}\n`;
    const what = 'long has 72 lines, 70 are allowed';
    expect(breachesOf({ 'src/twin/serve.ts': arrow })).toEqual([`src/twin/serve.ts:1: ${what}`]);
    expect(breachesOf({ 'src/twin/serve.ts': method })).toEqual([`src/twin/serve.ts:2: ${what}`]);
  });

  it('three levels and three parameters pass, four do not; else-if adds no level', () => {
    const three = 'function f(a, b, c) { if (a) { for (;;) { if (b) {} else if (c) {} } } }';
    expect(breachesOf({ 'src/twin/serve.ts': three })).toEqual([]);
    const four = 'function f(a, b, c, d) { if (a) { for (;;) { if (b) { try {} finally {} } } } }';
    expect(breachesOf({ 'src/twin/serve.ts': four })).toEqual([
      'src/twin/serve.ts:1: f nests 4 deep, 3 are allowed',
      'src/twin/serve.ts:1: f takes 4 parameters, 3 are allowed',
    ]);
  });
});

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
    expect(
      breachesOf({ 'test/date-utils.ts': '', 'test/DateText.ts': '', 'test/a.deep.test.ts': '' }),
    ).toEqual([
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
    expect(checkDocComments(treeWith({ 'src/domain/whole.ts': text }))).toMatchObject([
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

  it('a gap between decisions, and a decision without its sections', () => {
    expect(breachesOf({ 'docs/decisions/0003-ink.md': '## Context\n' })).toEqual([
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
});
