import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { postgresPrograms, startPostgres } from '../../postgres.ts';
import { openDesk } from '../cli/tieout.ts';
import { readCsv } from './csv.ts';
import { filesIn, newFolder } from './handed-over.ts';

const SKIP = postgresPrograms() === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';
const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);

it.skipIf(SKIP !== '')(`files of a batch with the books in PostgreSQL${SKIP}`, async () => {
  const server = await startPostgres();
  onTestFinished(() => server?.stop());
  const prepare = async (database?: string) => {
    const desk = openDesk();
    desk.env.DATABASE_URL = database;
    for (const name of ['accounts.csv', 'transactions.csv', 'tieout.yaml']) {
      desk.write(name, readFileSync(new URL(name, EXAMPLE)));
    }
    const json = (...words: string[]) => desk.json(...words, '--mode', 'test');
    await json('config', 'apply', `${desk.folder}/tieout.yaml`);
    await json('import', 'accounts', `${desk.folder}/accounts.csv`);
    await json('import', 'transactions', `${desk.folder}/transactions.csv`);
    await json('export', 'plan', '--entity', 'M', '--up-to', '2026-05-31');
    const folder = newFolder();
    const to = (...words: string[]) => json('export', 'file', '20260531.001', ...words);
    await to('--postings', '--to', join(folder, 'postings.csv'));
    const workbook = await to('--format', 'xlsx', '--to', join(folder, 'batch.xlsx'));
    expect(workbook).toMatchObject({ exitCode: 0, documents: 8, postings: 32 });
    expect(await to('--format', 'xero', '--to', folder)).toMatchObject({ exitCode: 0 });
    expect(await json('export', 'send', '20260531.001')).toMatchObject({
      problems: [{ code: 'batch.handed_over' }],
    });
    const { 'batch.xlsx': _, ...texts } = filesIn(folder);
    const withoutDigest = (text: string) => text.replaceAll(/ [0-9a-f]{10}\]/g, ']');
    return Object.entries(texts).map(([name, text]) => [name, withoutDigest(text)] as const);
  };
  const kept = await prepare(server?.url);
  expect(kept.map(([, text]) => readCsv(text).length)).toEqual([18, 3, 32]);
  expect(kept).toEqual(await prepare());
});
