import pg from 'pg';
import { expect, it } from 'vitest';
import { postgresPrograms, startPostgres } from './postgres.ts';

const SKIP = postgresPrograms() === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';

it.skipIf(SKIP !== '')(
  `a PostgreSQL of our own starts, syncs its writes, and stops${SKIP}`,
  async () => {
    const server = await startPostgres();
    expect(server?.url).toMatch(/^postgres:\/\/tieout@127\.0\.0\.1:\d+\/postgres$/);
    const client = new pg.Client(server?.url);
    await client.connect();
    const { rows } = await client.query('show fsync');
    await client.end();
    expect(rows).toEqual([{ fsync: 'on' }]);
    await server?.stop();
    await expect(new pg.Client(server?.url).connect()).rejects.toThrow('ECONNREFUSED');
  },
);
