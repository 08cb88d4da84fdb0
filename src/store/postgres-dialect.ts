import { type Dialect, type PGlite, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { watchedPool } from './watched-pool.ts';

const INT8 = 20;
const NUMERIC = 1700;

/** Whole numbers arrive as text: a number where it is exact, else a bigint. */
const parsers = { [INT8]: wholeNumber, [NUMERIC]: wholeNumber };

/**
 * Nobody waits for ever on a server that went silent: the longest statement groups the rows of a
 * whole book, in minutes. The server gives up first, where it still hears us; where it does not, it
 * ends what we began and lets go of its locks. The address may name other times, in milliseconds, and
 * `connect_timeout` in seconds.
 */
const STATEMENT_MS = 10 * 60_000;
const TIMES = {
  statement_timeout: STATEMENT_MS,
  query_timeout: STATEMENT_MS + 10_000,
  idle_in_transaction_session_timeout: 60_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 30_000,
};

const CONNECT_SECONDS = '15';

export function postgresDialect(databaseUrl: string): Dialect {
  const { host, searchParams } = new URL(databaseUrl);
  const connectSeconds = Number(searchParams.get('connect_timeout') ?? CONNECT_SECONDS);
  const pool = new pg.Pool({
    ...TIMES,
    connectionTimeoutMillis: connectSeconds * 1000,
    connectionString: databaseUrl,
    types: { getTypeParser: (oid: number) => parserOf(oid) ?? pg.types.getTypeParser(oid) },
  });
  return new PostgresDialect({ pool: watchedPool(pool, host) });
}

/** PostgreSQL inside this process, for tests. Closing the dialect leaves it open for its owner. */
export function pgliteDialect(pglite: PGlite): Dialect {
  return new PGliteDialect({ pglite: withParsers(pglite) });
}

function withParsers(pglite: PGlite): PGlite {
  return {
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    get waitReady() {
      return pglite.waitReady;
    },
    close: async () => undefined,
    query: (sql, parameters, options) => pglite.query(sql, parameters, { ...options, parsers }),
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({
          rollback: () => tx.rollback(),
          query: (sql, parameters, options) => tx.query(sql, parameters, { ...options, parsers }),
        }),
      ),
  };
}

function parserOf(oid: number): ((text: string) => number | bigint) | undefined {
  return oid === INT8 || oid === NUMERIC ? wholeNumber : undefined;
}

function wholeNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
