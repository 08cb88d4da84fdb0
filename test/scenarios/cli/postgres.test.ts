import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { postgresPrograms, startPostgres } from '../../postgres.ts';
import { openDesk } from './tieout.ts';

const SKIP = postgresPrograms() === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';
const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);

it.skipIf(SKIP !== '')(`the whole job runs with its books in PostgreSQL${SKIP}`, async () => {
  const server = await startPostgres();
  onTestFinished(() => server?.stop());
  const desk = openDesk();
  desk.env.DATABASE_URL = server?.url;
  for (const name of ['accounts.csv', 'transactions.csv', 'tieout.yaml']) {
    desk.write(name, readFileSync(new URL(name, EXAMPLE)));
  }
  const of = (name: string) => `${desk.folder}/${name}`;
  const json = (...words: string[]) => desk.json(...words, '--mode', 'test');
  expect(await json('config', 'apply', of('tieout.yaml'))).toMatchObject({ created: 28 });
  expect(await json('import', 'accounts', of('accounts.csv'))).toMatchObject({ accepted: 4 });
  expect(await json('import', 'transactions', of('transactions.csv'))).toMatchObject({
    accepted: 11,
  });
  expect(await json('verify', '--entity', 'M')).toMatchObject({ passed: true });
  expect(await json('export', 'plan', '--entity', 'M', '--up-to', '2026-05-31')).toMatchObject({
    exportId: '20260531.001',
    transactions: 11,
  });
  expect(await json('export', 'send', '20260531.001')).toMatchObject({ state: 'complete' });
  expect(await json('tie-out', '--entity', 'M', '--date', '2026-05-31')).toMatchObject({
    exitCode: 0,
    unexplained: '0.00',
  });
});
