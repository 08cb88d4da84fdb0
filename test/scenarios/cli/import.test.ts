import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './tieout.ts';

const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);
const example = (name: string) => readFileSync(new URL(name, EXAMPLE), 'utf8');

async function configured(): Promise<Desk> {
  const desk = openDesk();
  await desk.json('config', 'apply', desk.write('tieout.yaml', example('tieout.yaml')));
  return desk;
}

describe('import', () => {
  it('takes files in, says what they sum up to, and knows them again', async () => {
    const desk = await configured();
    await desk.json('import', 'accounts', desk.write('accounts.csv', example('accounts.csv')));
    const file = desk.write('t.csv.gz', gzipSync(example('transactions.csv')));
    expect(await desk.json('import', 'transactions', file)).toEqual({
      ...{ exitCode: 0, importId: 2, rows: 11, accepted: 11, unchanged: 0, sameAs: null },
      ...{ debits: '10702.00', credits: '11000.00', problems: [], problemCount: 0 },
    });
    expect(await desk.json('import', 'transactions', file)).toMatchObject({
      ...{ exitCode: 0, importId: null, accepted: 0, unchanged: 11, sameAs: 2 },
    });
    const { stdout } = await desk.run('import', 'transactions', file);
    expect(stdout).toBe('Nothing changes: import 2 took in the same file before.\n');
  });

  it('checks without keeping when asked', async () => {
    const desk = await configured();
    const file = desk.write('accounts.csv', example('accounts.csv'));
    const { stdout } = await desk.run('import', 'accounts', file, '--dry-run');
    expect(stdout).toMatch(/^All is in order; a dry run keeps nothing\.\nRows read +4\n/);
    expect(await desk.json('import', 'accounts', file)).toMatchObject({
      importId: 1,
      sameAs: null,
      accepted: 4,
    });
  });

  it('lists every bad row here and beside the file, and takes nothing in', async () => {
    const desk = await configured();
    const bad = example('accounts.csv').replaceAll('EAST', 'NORTH');
    const file = desk.write('bad.csv', bad);
    const { exitCode, stdout, stderr } = await desk.run('import', 'accounts', file);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Nothing was taken in: 2 problems, 4 rows read.');
    expect(stderr).toMatch(/^Line 2: there is no branch "NORTH"\.\nLine 3: .*\n {2}-> Correct/);
    expect(readFileSync(`${file}.problems.csv`, 'utf8').trim().split('\n')).toHaveLength(3);
    expect(await desk.json('import', 'accounts', file)).toMatchObject({
      exitCode: 1,
      importId: null,
      problemCount: 2,
    });
  });

  it('shows the first of many bad rows, and says where the others are', async () => {
    const desk = await configured();
    const [header = '', row = ''] = example('accounts.csv').split('\n');
    const rows = Array.from({ length: 25 }, (_, at) => row.replace(/^[^,]*/, `B${at}`));
    const bad = [header, ...rows, ''].join('\n').replaceAll('EAST', 'NORTH');
    const file = desk.write('bad.csv', bad);
    const { stderr } = await desk.run('import', 'accounts', file);
    expect(stderr.match(/^Line /gm)).toHaveLength(20);
    expect(stderr).toContain(`\n\nand 5 more: ${file}.problems.csv lists all.\n`);
    const { problems } = await desk.json<{ problems: object[] }>('import', 'accounts', file);
    expect(problems).toHaveLength(25);
  });

  it('leaves nothing beside a file that is not there', async () => {
    const desk = await configured();
    const file = `${desk.folder}/nothing.csv`;
    expect(await desk.json('import', 'accounts', file)).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'file.not_readable', facts: { reason: 'there is no such file' } }],
    });
    expect(existsSync(`${file}.problems.csv`)).toBe(false);
  });

  it('names the layouts that there are', async () => {
    const desk = await configured();
    const file = desk.write('accounts.csv', example('accounts.csv'));
    expect(await desk.json('import', 'accounts', file, '--layout', 'bank')).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'layout.unknown', facts: { layout: 'bank' } }],
    });
  });
});
