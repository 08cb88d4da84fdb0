import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './tieout.ts';

const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);
const example = (name: string) => fileURLToPath(new URL(name, EXAMPLE));
const TEST = ['--mode', 'test'];
const MAY = ['--entity', 'M', '--up-to', '2026-05-31', ...TEST];
const FIRST = '20260531.001';

async function planned(): Promise<Desk & { said: string }> {
  const desk = openDesk();
  await desk.run('config', 'apply', example('tieout.yaml'), ...TEST);
  for (const kind of ['accounts', 'transactions']) {
    await desk.run('import', kind, example(`${kind}.csv`), ...TEST);
  }
  const { stdout } = await desk.run('export', 'plan', ...MAY);
  return { ...desk, said: stdout };
}

describe('the main job, as an accountant reads it', () => {
  it('says after a plan that nothing is sent, and what comes next', async () => {
    const { said } = await planned();
    expect(said.split('\n').slice(0, 3)).toEqual([
      'Export 20260531.001 is planned; nothing is sent yet.',
      'Look at every line:  tieout export lines 20260531.001 --mode test',
      'Send it:             tieout export send 20260531.001 --mode test',
    ]);
  });

  it('says of a batch that is complete, however often it is sent, that all is there once', async () => {
    const { run } = await planned();
    const complete =
      'Export 20260531.001 is complete: 8 documents in Xero, each once, read back and equal.\n';
    expect((await run('export', 'send', FIRST, ...TEST)).stdout).toBe(complete);
    expect((await run('export', 'send', FIRST, ...TEST)).stdout).toBe(complete);
    expect((await run('export', 'plan', ...MAY)).stdout).toBe(
      'Nothing waits to be exported up to 2026-05-31.\n',
    );
    const { stdout } = await run('export', 'status', FIRST, ...TEST);
    expect(stdout).toMatch(/^Planned +\d{4}-\d\d-\d\d \d\d:\d\d UTC by os:tester$/m);
  });

  it('shows amounts of an import where there are any', async () => {
    const desk = openDesk();
    await desk.run('config', 'apply', example('tieout.yaml'));
    expect((await desk.run('import', 'accounts', example('accounts.csv'))).stdout).toBe(
      'All is in order, and taken in as import 1.\nRows read     4\nTaken in      4\nKnown before  0\n',
    );
    const rows = example('transactions.csv');
    expect((await desk.run('import', 'transactions', rows, '--dry-run')).stdout).toMatch(
      /^All is in order; .*\nRows read +11\nNew or changed +11\n.*\nDebits +10,702\.00\n/,
    );
  });

  it('points to test mode where a batch is not found in production', async () => {
    const { run } = await planned();
    const { stderr } = await run('export', 'status', FIRST);
    expect(stderr).toContain('There is no export batch 20260531.001 in production mode.');
    expect(stderr).toContain('with --mode test');
  });

  it('compares books without a balance', async () => {
    const desk = openDesk();
    await desk.run('config', 'apply', example('tieout.yaml'), ...TEST);
    const asked = ['--entity', 'M', '--date', '2026-05-31', ...TEST];
    expect((await desk.run('tie-out', ...asked)).stdout).toBe(
      'Tie-out at the end of 2026-05-31\n\nNeither side has a balance.\n\nUnexplained: 0.00\n',
    );
  });
});

describe('the file of a batch', () => {
  it.each([
    ['there is no such folder', 'nowhere/lines.csv'],
    ['it is a folder', '.'],
  ])('that cannot be written is a problem: %s', async (reason, name) => {
    const desk = await planned();
    const file = join(desk.folder, name);
    expect(await desk.json('export', 'file', FIRST, '--to', file, ...TEST)).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'file.not_writable', facts: { reason } }],
    });
    expect(existsSync(join(desk.folder, 'nowhere'))).toBe(false);
  });
});
