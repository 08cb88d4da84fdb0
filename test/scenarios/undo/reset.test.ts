import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openDesk } from '../cli/tieout.ts';

const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);

it('3.9 a reset of the twin forgets what was undone and held, too', async () => {
  const desk = openDesk();
  for (const name of ['accounts.csv', 'transactions.csv', 'tieout.yaml']) {
    desk.write(name, readFileSync(new URL(name, EXAMPLE)));
  }
  const json = (...words: string[]) => desk.json(...words, '--mode', 'test');
  await json('config', 'apply', `${desk.folder}/tieout.yaml`);
  await json('import', 'accounts', `${desk.folder}/accounts.csv`);
  await json('import', 'transactions', `${desk.folder}/transactions.csv`);
  const plan = () => json('export', 'plan', '--entity', 'M', '--up-to', '2026-05-31');
  await plan();
  await json('export', 'send', '20260531.001');
  expect(await json('export', 'undo', '20260531.001', '--hold')).toMatchObject({
    state: 'undone',
  });
  expect(await plan()).toMatchObject({ exportId: null });
  await desk.firstLine(async () => undefined, 'twin', '--port', '0', '--reset', '--json');
  await json('config', 'apply', `${desk.folder}/tieout.yaml`);
  expect(await plan()).toMatchObject({ exportId: '20260531.001', transactions: 11, held: [] });
});
