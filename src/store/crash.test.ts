import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../test/stores.ts';
import { openStore } from './open.ts';

const CYCLES = 4;
const PROGRAM = fileURLToPath(new URL('../../test/crash/committing.ts', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => removeFolder(folder));

it('keeps every acknowledged row, with its audit row, through kill -9', async () => {
  let acknowledged = 0;
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    acknowledged = await commitUntilKilled(acknowledged + 1, 20 * cycle);
    const { settings, trail, integrity } = await readBack();
    expect(settings.size).toBeGreaterThanOrEqual(acknowledged);
    for (let number = 1; number <= acknowledged; number += 1) {
      expect(settings.has(`n${number}`)).toBe(true);
    }
    expect(trail).toEqual(settings);
    expect(integrity).toBe('ok');
    acknowledged = settings.size;
  }
});

/** The number of the last row that the process said was committed before it was killed. */
async function commitUntilKilled(start: number, rows: number): Promise<number> {
  const child = spawn(process.execPath, [PROGRAM, folder, String(start)]);
  let printed = '';
  child.stdout.on('data', (text) => {
    printed += String(text);
    if (printed.split('\n').length > rows) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  return Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1));
}

async function readBack() {
  const store = await openStore({ folder });
  const settings = await store.reader.selectFrom('setting').select('key').execute();
  const audit = await store.reader.selectFrom('audit').select('subject').execute();
  const check = store.sqlite?.prepare('pragma integrity_check').get();
  await store.close();
  return {
    settings: new Set(settings.map(({ key }) => key)),
    trail: new Set(audit.map(({ subject }) => subject)),
    integrity: check?.integrity_check,
  };
}
