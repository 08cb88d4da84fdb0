import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './tieout.ts';

async function phase(desk: Desk, name: string, folder: string) {
  const words = ['bench', '--phase', name, '--rows', '200', '--json'];
  const { exitCode, stdout } = await desk.bare(...words, '--data', join(desk.folder, folder));
  return { ...JSON.parse(stdout), exitCode };
}

/** All that lies in a folder, by its path, but for the database's own log. */
function contentsOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return new Map(paths.sort().map((path) => [path, readFileSync(path, 'latin1')]));
}

describe('a part of the bench that is run alone', () => {
  it('writes into a folder of its own, which later parts take up', async () => {
    const desk = openDesk();
    const mine = desk.write('transactions.csv', 'mine');
    for (const name of ['generate', 'setUp', 'setUpFloor', 'split', 'ingest', 'plan']) {
      expect(await phase(desk, name, 'bench')).toMatchObject({ exitCode: 0, phase: name });
    }
    expect(readFileSync(mine, 'utf8')).toBe('mine');
    expect(readdirSync(desk.folder).sort()).toEqual(['bench', 'transactions.csv']);
  });

  it.each([
    ['holds books', 'books', 'bench.folder_in_use'],
    ['holds files of another kind', 'files', 'bench.folder_in_use'],
    ['is a file', 'files/accounts.csv', 'data_folder.not_usable'],
    ['has nothing to lie in', 'no/such/folder', 'data_folder.not_usable'],
  ])('leaves alone a folder that %s', async (_, folder, problemCode) => {
    const desk = openDesk();
    await desk.run('config', 'apply', desk.write('c.yaml', 'version: 1\nbranches: [{ id: EAST }]'));
    desk.write('files/accounts.csv', 'mine');
    const before = contentsOf(desk.folder);
    for (const name of ['generate', 'setUp']) {
      expect(await phase(desk, name, folder)).toMatchObject({
        exitCode: 1,
        problems: [{ code: problemCode }],
      });
    }
    expect(contentsOf(desk.folder)).toEqual(before);
  });

  it('is told its folder, and never takes the usual one', async () => {
    const desk = openDesk();
    const { exitCode, stderr } = await desk.bare('bench', '--phase', 'generate');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--phase has no folder to work in.');
  });
});
