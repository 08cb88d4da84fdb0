import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../../bin/tieout.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tieout-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DYING = fileURLToPath(new URL('../export/dying-worker.ts', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../../examples/first-export/', import.meta.url));

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

  it('ends under an older Node as a shell expects of the signal that ended it', async () => {
    const older = "Object.defineProperty(process.versions, 'node', { value: '20.0.0' })";
    const words = ['--import', `data:text/javascript,${older}`, PROGRAM, 'twin', '--json'];
    const child = spawn(process.execPath, words, { cwd: folder });
    await once(child.stdout, 'data');
    child.kill('SIGHUP');
    expect(await once(child, 'exit')).toEqual([128 + constants.signals.SIGHUP, null]);
  });

  it('says what it waits for after kill -9, and does not wait anew when it is stopped', async () => {
    const books = ['--data', 'killed', '--mode', 'test'];
    await tieout('config', 'apply', join(EXAMPLE, 'tieout.yaml'), ...books);
    for (const kind of ['accounts', 'transactions']) {
      await tieout('import', kind, join(EXAMPLE, `${kind}.csv`), ...books);
    }
    const plan = ['export', 'plan', '--entity', 'M', '--up-to', '2026-05-31', '--json'];
    const { exportId } = JSON.parse((await tieout(...plan, ...books)).stdout);
    const words = [DYING, join(folder, 'killed'), 'after Xero saved', exportId];
    const killed = spawn(process.execPath, [...words, new Date().toISOString()]);
    expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
    const first = await secondsToWait(exportId, books);
    expect(first).toBeGreaterThan(150);
    await delay(1_000);
    expect(await secondsToWait(exportId, books)).toBeLessThan(first);
  });
});

/** What a resume says that it will wait for; then it is stopped. */
async function secondsToWait(exportId: string, books: string[]): Promise<number> {
  const child = spawn(process.execPath, [PROGRAM, 'export', 'resume', exportId, ...books], {
    cwd: folder,
  });
  let said = '';
  for await (const text of child.stderr) {
    said += String(text);
    if (said.includes(' s).\n')) break;
  }
  child.kill('SIGTERM');
  await once(child, 'exit');
  const line = /^Waiting until an earlier request cannot still be running \((\d+) s\)\.$/m;
  return Number(line.exec(said)?.[1]);
}
