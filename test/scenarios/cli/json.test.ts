import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { type Desk, openDesk } from './tieout.ts';

const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);
const example = (name: string) => fileURLToPath(new URL(name, EXAMPLE));
const OF_M = ['--entity', 'M'];
const OF_X = ['--entity', 'X'];
const MAY = ['--up-to', '2026-05-31'];
const FIRST = '20260531.001';
const DECISION = ['--document', '1', '--as', 'posted', '--reason', 'seen'];

interface Case {
  readonly command: string;
  /** In this order they are the main job. */
  readonly good: readonly string[];
  /** Stopped by the command itself; none where nothing but the books can stop it. */
  readonly bad?: readonly string[];
}

/** Written by one case, put back by the next. */
const COPY = join(mkdtempSync(join(tmpdir(), 'tieout-json-')), 'copy.sqlite');

const CASES: readonly Case[] = [
  { command: 'config apply', good: [example('tieout.yaml')], bad: ['nothing.yaml'] },
  { command: 'config diff', good: [example('tieout.yaml')], bad: ['nothing.yaml'] },
  { command: 'connect', good: ['--custom'], bad: ['--custom', ...OF_X] },
  { command: 'tenants', good: [], bad: OF_X },
  { command: 'connections', good: [] },
  { command: 'keys rotate', good: [] },
  { command: 'disconnect', good: [], bad: OF_X },
  { command: 'verify', good: OF_M, bad: OF_X },
  { command: 'gl-accounts import', good: OF_M, bad: OF_X },
  { command: 'tracking create', good: OF_M, bad: OF_X },
  { command: 'watch', good: OF_M, bad: OF_X },
  { command: 'import accounts', good: [example('accounts.csv')], bad: ['nothing.csv'] },
  { command: 'import transactions', good: [example('transactions.csv')], bad: ['nothing.csv'] },
  { command: 'import journals', good: [example('transactions.csv')], bad: ['nothing.csv'] },
  { command: 'export plan', good: [...OF_M, ...MAY], bad: [...OF_X, ...MAY] },
  { command: 'export send', good: [FIRST], bad: ['X'] },
  { command: 'export resume', good: [FIRST], bad: ['X'] },
  { command: 'export status', good: [FIRST], bad: ['X'] },
  { command: 'export lines', good: [FIRST], bad: ['X'] },
  { command: 'export file', good: [FIRST], bad: ['X'] },
  { command: 'export list', good: [] },
  { command: 'work', good: ['--once'] },
  {
    command: 'tie-out',
    good: [...OF_M, '--date', '2026-05-31'],
    bad: [...OF_X, '--date', '2026-05-31'],
  },
  // What was read back as sent is nobody's to decide: its keys are those of a stopped act.
  { command: 'export decide', good: [FIRST, ...DECISION], bad: ['X', ...DECISION] },
  { command: 'export undo', good: [FIRST, '--hold'], bad: ['X'] },
  { command: 'export release', good: [FIRST], bad: ['X'] },
  { command: 'backup', good: [COPY], bad: [COPY] },
  { command: 'restore', good: [COPY, '--replace'], bad: ['nothing'] },
  { command: 'go-live', good: [] },
  { command: 'requests', good: [] },
  { command: 'users add', good: ['ANN'], bad: ['ANN'] },
  { command: 'users list', good: [] },
  { command: 'users reset-password', good: ['ANN'], bad: ['X'] },
  { command: 'users disable', good: ['ANN'], bad: ['X'] },
  { command: 'keys forget', good: [] },
  { command: 'errors', good: [] },
];

/** Commands whose good end takes long or has no fixed keys; what stops them is tried all the same. */
const OTHERS = ['demo', 'serve', 'twin', 'config export', 'bench'];

/** Keys by command, so that a failure of the test names the command. */
type Keys = Record<string, string[]>;

async function keysOf(desk: Desk, command: string, words: readonly string[]): Promise<Keys> {
  const { stdout } = await desk.run('--json', '--mode', 'test', ...command.split(' '), ...words);
  return { [command]: Object.keys(JSON.parse(stdout)).sort() };
}

const withProblems = (keys: Keys): Keys =>
  Object.fromEntries(
    Object.entries(keys).map(([name, own]) => [name, [...new Set([...own, 'problems'])].sort()]),
  );

afterAll(() => rmSync(dirname(COPY), { recursive: true }));

describe('the JSON of a command that is stopped', () => {
  it('is tried for every command', () => {
    const tried = [...CASES.map(({ command }) => command), ...OTHERS];
    expect(tried.sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  });

  it('has the keys of a good end, and problems', async () => {
    const desk = openDesk();
    for (const { command, good, bad } of CASES) {
      const expected = withProblems(await keysOf(desk, command, good));
      expect(await keysOf(desk, command, ['--nonsense'])).toEqual(expected);
      if (bad !== undefined) expect(await keysOf(desk, command, bad)).toEqual(expected);
      const { emptyJson } = COMMANDS.find(({ name }) => name === command) ?? {};
      expect(withProblems({ [command]: Object.keys(emptyJson ?? {}) })).toEqual(expected);
    }
    const line = await keysOf(desk, 'export lines', [FIRST, '--part', '1', '--line', '1']);
    expect(await keysOf(desk, 'export lines', ['X', '--part', '1', '--line', '1'])).toEqual(
      withProblems(line),
    );
  });

  it('has them where the books cannot be opened', async () => {
    const desk = openDesk();
    desk.write('books', 'a file');
    for (const { command, good } of CASES.filter(({ command: name }) => name !== 'errors')) {
      const { emptyJson } = COMMANDS.find(({ name }) => name === command) ?? {};
      const expected = withProblems({ [command]: Object.keys(emptyJson ?? {}) });
      expect(await keysOf(desk, command, good)).toEqual(expected);
    }
  });

  it('has them for a twin, a demonstration and a part of the bench', async () => {
    const desk = openDesk();
    const twin = await desk.firstLine(
      async (line) => ({ twin: Object.keys(JSON.parse(line)).sort() }),
      ...['twin', '--json'],
    );
    expect(await keysOf(desk, 'twin', ['--seed', 'empty'])).toEqual(withProblems(twin));
    await desk.run('config', 'apply', example('tieout.yaml'));
    const demo = ['plan', 'problems', 'send', 'tieOut'];
    expect(await keysOf(desk, 'demo', ['--once'])).toEqual({ demo });
    const phase = ['bench', '--phase', 'generate', '--rows', '50', '--json', '--data'];
    const [good, bad] = [
      await desk.bare(...phase, `${desk.folder}/bench`),
      await desk.bare(...phase, `${desk.folder}/books`),
    ];
    expect(Object.keys(JSON.parse(bad.stdout)).sort()).toEqual(
      Object.keys(JSON.parse(good.stdout)).sort(),
    );
  });

  it('has them for an app whose port is taken', async () => {
    const desk = openDesk();
    const [good, bad] = await desk.firstLine(
      async (line) => {
        const { port } = new URL((JSON.parse(line) as { url: string }).url);
        const second = await desk.run('--json', 'serve', '--port', port);
        return [line, second.stdout].map((text) => Object.keys(JSON.parse(text)).sort());
      },
      ...['serve', '--json', '--port', '0'],
    );
    expect(bad).toEqual([...(good ?? []), 'problems'].sort());
  });

  it('counts the problems of an import that never began', async () => {
    const desk = openDesk();
    desk.write('books', 'a file');
    const stopped = await desk.json('import', 'accounts', example('accounts.csv'));
    expect(stopped).toMatchObject({ importId: null, rows: 0, problemCount: 1 });
  });
});

describe('help and version as JSON', () => {
  it('are one document', async () => {
    const desk = openDesk();
    expect(await desk.json('--version')).toMatchObject({
      exitCode: 0,
      version: expect.stringMatching(/^\d/),
    });
    expect(await desk.json('tie-out', '--help')).toMatchObject({
      exitCode: 0,
      command: 'tie-out',
      usage: 'tieout tie-out --entity E --date DATE',
      options: [
        { name: '--entity', value: 'E', isRequired: true },
        { name: '--date', value: 'DATE', isRequired: true },
      ],
    });
    const { commands } = await desk.json<{ commands: { name: string }[] }>('--help');
    expect(commands.map(({ name }) => name)).toEqual(COMMANDS.map(({ name }) => name));
  });
});
