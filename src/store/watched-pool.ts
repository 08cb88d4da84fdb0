import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { asRefusal } from './store-fault.ts';

/**
 * A pool whose failures are told as problems. A connection that ended, or on which an answer did not
 * come in time, does nothing more and is not used again.
 */
export function watchedPool(pool: pg.Pool, host: string): PostgresPool {
  // A connection that the server ends is replaced by the pool; unheard, it would end us.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const watched = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect().catch((error: unknown) => {
        throw asRefusal(error, host);
      });
      const known = watched.get(client) ?? watchedClient(client, host);
      watched.set(client, known);
      return known;
    },
  };
}

function watchedClient(client: PostgresPoolClient, host: string): PostgresPoolClient {
  let lost: unknown;
  function query<R>(sql: string, parameters: Parameters): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(what: string | PostgresCursor<R>, parameters: Parameters = []) {
    return typeof what === 'string' ? ask<R>(what, parameters) : client.query(what);
  }
  const ask = async <R>(sql: string, parameters: Parameters) => {
    if (lost !== undefined) throw lost;
    try {
      return await client.query<R>(sql, parameters);
    } catch (error) {
      const told = asRefusal(error, host);
      if (told !== error && !isAnswer(error)) lost = told;
      throw told;
    }
  };
  return {
    query,
    release: (isDiscarded) => client.release(isDiscarded === true || lost !== undefined),
  };
}

type Parameters = readonly unknown[];

/** The server itself refused, and goes on. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR';
}
