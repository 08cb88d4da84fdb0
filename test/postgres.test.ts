import pg from 'pg';
import { expect, it } from 'vitest';
import { postgresPrograms, startPostgres } from './postgres.ts';

const SKIP = postgresPrograms() === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';

it.skipIf(SKIP !== '')(`a PostgreSQL of our own starts, syncs and stops${SKIP}`, async () => {
  const server = await startPostgres();
  try {
    expect(server?.url).toMatch(/^postgres:\/\/tieout@127\.0\.0\.1:\d+\/postgres$/);
    expect(await rowsOf(server?.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  } finally {
    await server?.stop();
  }
  await expect(rowsOf(server?.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

async function rowsOf(url: string | undefined, query: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}
