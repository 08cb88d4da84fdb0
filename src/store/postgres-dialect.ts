import { type Dialect, type PGlite, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { watchedPool } from './watched-pool.ts';

const INT8 = 20;
const NUMERIC = 1700;

/** Whole numbers arrive as text: a number where it is exact, else a bigint. */
const parsers = { [INT8]: wholeNumber, [NUMERIC]: wholeNumber };

/**
 * Nobody waits for ever on a server that went silent: the longest statement groups the rows of a
 * whole book, in minutes. The server gives up first, where it still hears us; the address may name
 * other times, such as `?query_timeout=60000`.
 */
const STATEMENT_MS = 10 * 60_000;
const TIMES = {
  connectionTimeoutMillis: 15_000,
  statement_timeout: STATEMENT_MS,
  query_timeout: STATEMENT_MS + 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 30_000,
};

export function postgresDialect(databaseUrl: string): Dialect {
  const pool = new pg.Pool({
    ...TIMES,
    connectionString: databaseUrl,
    types: { getTypeParser: (oid: number) => parserOf(oid) ?? pg.types.getTypeParser(oid) },
  });
  return new PostgresDialect({ pool: watchedPool(pool, new URL(databaseUrl).host) });
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
