import { describe, expect, it } from 'vitest';
import { TEXT_RULES } from './house-rules.ts';
import type { SourceFile } from './source-files.ts';

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

/** The clean tree with some files put in or replaced. */
function treeWith(changed: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries({ ...CLEAN, ...changed }).map(([path, text]) => ({ path, text }));
}

/** `file:line: what` of each breach that any check on the files finds. */
function breachesOf(changed: Readonly<Record<string, string>>): string[] {
  const files = treeWith(changed);
  return TEXT_RULES.flatMap((check) => check(files)).map(
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
    ['src/ingest/load.ts', "import 'yaml';", ':1: ingest may not use the npm package yaml'],
    ['src/export/post.ts', "import 'yaml';", ':1: export may not use the npm package yaml'],
    [
      'src/export/post.ts',
      "import { wait } from 'node:timers/promises';",
      ':1: export may not use wait of node:timers/promises, which reaches outside',
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
    ['src/export/post.ts', 'new WebSocket(url);', ':1: export may not use WebSocket'],
    ['src/export/post.ts', 'setImmediate(f);', ':1: export may not use setImmediate'],
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

describe('exports', () => {
  const whole = (text: string): Readonly<Record<string, string>> => ({
    'src/domain/half.ts': "/** Half. */\nexport const half = import('./whole.ts');\n",
    'src/domain/whole.ts': text,
  });

  it('a value that no other file takes, whether its own file uses it or not', () => {
    const value = '/** All. */\nexport const all = 1;\n';
    const what = 'src/domain/whole.ts:2: no other file imports all';
    expect(breachesOf(whole(value))).toEqual([what]);
    expect(breachesOf(whole(`${value}void all;\n`))).toEqual([what]);
  });

  it('a type that nobody uses; one that its own file uses may be named by callers', () => {
    const type = '/** All. */\nexport type Whole = 1;\n';
    expect(breachesOf(whole(type))).toEqual(['src/domain/whole.ts:2: no other file imports Whole']);
    expect(breachesOf(whole(`${type}const one: Whole = 1;\n`))).toEqual([]);
  });

  it('what only tests take, unless it is made for them', () => {
    const value = '/** All. */\nexport const all = 1;\n';
    const test = "import { all } from './whole.ts';\nall;\n";
    expect(breachesOf({ ...whole(value), 'src/domain/whole.test.ts': test })).toEqual([
      'src/domain/whole.ts:2: only tests import all',
    ]);
    const support = { 'test/whole.ts': 'export const all = 1;\n', 'test/whole.test.ts': test };
    expect(breachesOf(support)).toEqual([]);
  });

  it('an import of the whole module takes what it names', () => {
    const taking =
      "const { all } = await import('./whole.ts');\n/** It. */\nexport const half = all;\n";
    const files = {
      ...whole('/** All. */\nexport const all = 1;\n'),
      'src/domain/half.ts': taking,
    };
    expect(breachesOf(files)).toEqual([]);
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
