import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../../bin/tieout.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tieout-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tieout(...words: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...words], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe('the program as a process', () => {
  it('keeps its books in ./tieout-data unless told otherwise', async () => {
    writeFileSync(join(folder, 'c.yaml'), 'version: 1\nbranches: [{ id: EAST }]');
    expect(await tieout('config', 'apply', 'c.yaml')).toEqual({
      exitCode: 0,
      stdout: '1 created, 0 changed, 0 unchanged.\n',
      stderr: '',
    });
    const { stdout } = await tieout('config', 'export', '--data', 'tieout-data', '--json');
    expect(JSON.parse(stdout)).toEqual({ version: 1, branches: [{ id: 'EAST' }] });
  });

  it('ends in 1 for a problem and in 2 for a mistyped command', async () => {
    expect(await tieout('config', 'apply', 'nothing.yaml')).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/^The configuration file nothing\.yaml cannot be read/),
    });
    expect(await tieout('cnofig')).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('prints one JSON document and nothing else, in a pipe without a progress bar', async () => {
    const { stdout, stderr } = await tieout('verify', '--mode', 'test', '--json');
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ passed: true, mode: 'test' });
  });

  it('does not mind a reader that goes away', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'errors'], { cwd: folder });
    child.stdout.once('data', () => child.stdout.destroy());
    const said: string[] = [];
    child.stderr.on('data', (text) => said.push(String(text)));
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(said.join('')).toBe('');
  });

  it('runs the twin until it is told to stop', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'twin', '--json'], { cwd: folder });
    const [line] = await once(child.stdout, 'data');
    const { apiUrl } = JSON.parse(String(line));
    expect((await fetch(`${apiUrl}/control/`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await expect(fetch(apiUrl)).rejects.toThrow();
  });
});
