import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { postgresPrograms, startPostgres } from '../../postgres.ts';
import { openDesk } from '../cli/tieout.ts';

const SKIP = postgresPrograms() === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';
const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);

it.skipIf(SKIP !== '')(`3.10 undo with the books in PostgreSQL${SKIP}`, async () => {
  const server = await startPostgres();
  onTestFinished(() => server?.stop());
  const desk = openDesk();
  desk.env.DATABASE_URL = server?.url;
  for (const name of ['accounts.csv', 'transactions.csv', 'tieout.yaml']) {
    desk.write(name, readFileSync(new URL(name, EXAMPLE)));
  }
  const json = (...words: string[]) => desk.json(...words, '--mode', 'test');
  await json('config', 'apply', `${desk.folder}/tieout.yaml`);
  await desk.firstLine(allowManyCalls, 'twin', '--port', '0', '--json');
  await json('import', 'accounts', `${desk.folder}/accounts.csv`);
  await json('import', 'transactions', `${desk.folder}/transactions.csv`);
  const plan = () => json('export', 'plan', '--entity', 'M', '--up-to', '2026-05-31');
  const tied = () => json('tie-out', '--entity', 'M', '--date', '2026-05-31');
  await plan();
  expect(await json('export', 'send', '20260531.001')).toMatchObject({ state: 'complete' });
  const words = ['export', 'lines', '20260531.001', '--part', '1', '--line', '1'];
  const { postings } = await json(...words);
  expect(await json('export', 'undo', '20260531.001', '--document', '1')).toMatchObject({
    state: 'complete',
  });
  expect(await tied()).toMatchObject({ unexplained: '0.00' });
  expect(await json('export', 'undo', '20260531.001', '--hold')).toMatchObject({
    state: 'undone',
    problems: [],
  });
  expect((await json(...words)).postings).toEqual(postings);
  expect(await tied()).toMatchObject({ unexplained: '0.00' });
  expect(await plan()).toMatchObject({ transactions: expect.any(Number) });
  expect(await json('export', 'undo', '20260531.002')).toMatchObject({ state: 'discarded' });
  await json('export', 'release', '20260531.001');
  expect(await plan()).toMatchObject({ exportId: '20260531.003', transactions: 11, held: [] });
  expect(await json('export', 'send', '20260531.003')).toMatchObject({ state: 'complete' });
  expect(await tied()).toMatchObject({ exitCode: 0, unexplained: '0.00' });
});

/** Sixty calls a minute would be few for so many commands. */
async function allowManyCalls(line: string): Promise<void> {
  const { apiUrl } = JSON.parse(line);
  const limits = { minute: 100_000, day: 100_000, appMinute: 100_000 };
  const body = JSON.stringify(limits);
  expect((await fetch(`${apiUrl}/control/limits`, { method: 'PUT', body })).status).toBe(200);
}
