import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadHorizon } from '../../src/store/imports.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { ACCOUNTS, configure, runImport } from '../imports.ts';
import { newFolder, removeFolder } from '../stores.ts';

const PROGRAM = fileURLToPath(new URL('importing.ts', import.meta.url));
const ROWS = 40_000;

let folder = '';
let path = '';
beforeAll(async () => {
  folder = newFolder();
  path = join(folder, 'transactions.csv');
  const lines = Array.from({ length: ROWS }, (_, index) => `T${index},2026-05-31,L1,FEE,1.15`);
  writeFileSync(path, `transaction_id,date,account_id,element,amount\n${lines.join('\n')}\n`);
  await withStore(async (store) => {
    await configure(store);
    await runImport(store, 'accounts', { text: ACCOUNTS });
  });
});
afterAll(() => removeFolder(folder));

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ folder });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Imports in another process and kills it once it has read so many rows. */
async function importUntil(rows: number): Promise<string> {
  const child = spawn(process.execPath, [PROGRAM, folder, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    if (Number(line) >= rows) child.kill('SIGKILL');
  }
  await ended;
  return last;
}

async function kept(store: Store): Promise<number> {
  const { n } = await store.reader
    .selectFrom('loan_transaction')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

it('killed in the middle shows nothing of its rows, and the next import takes all', async () => {
  let everLeft = 0;
  for (const rows of [3000, 15_000, 35_000]) {
    expect(await importUntil(rows)).not.toContain('import');
    await withStore(async (store) => {
      everLeft += await kept(store);
      expect(await loadHorizon(store.reader)).toBe(0);
    });
  }
  expect(everLeft).toBeGreaterThan(0);
  expect(await importUntil(Number.POSITIVE_INFINITY)).toMatch(/^import \d+$/);
  await withStore(async (store) => {
    expect(await kept(store)).toBe(ROWS);
    expect(await loadHorizon(store.reader)).toBe(ROWS);
    const imports = await store.reader.selectFrom('import').select('state').execute();
    expect(imports).toEqual([{ state: 'accepted' }, { state: 'accepted' }]);
  });
});
