import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

const prepared = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** One prepared statement per SQL text and connection: preparing costs more than running. */
export function statement(database: DatabaseSync, sql: string): StatementSync {
  let statements = prepared.get(database);
  if (statements === undefined) {
    statements = new Map();
    prepared.set(database, statements);
  }
  let found = statements.get(sql);
  if (found === undefined) {
    found = database.prepare(sql);
    statements.set(sql, found);
  }
  return found;
}

/** Reads all rows. The caller names their shape, which the strict tables hold. */
export function all<Row>(database: DatabaseSync, sql: string, ...values: SQLInputValue[]): Row[] {
  return statement(database, sql).all(...values) as Row[];
}

export function first<Row>(
  database: DatabaseSync,
  sql: string,
  ...values: SQLInputValue[]
): Row | undefined {
  return statement(database, sql).get(...values) as Row | undefined;
}

export function run(database: DatabaseSync, sql: string, ...values: SQLInputValue[]): number {
  return Number(statement(database, sql).run(...values).changes);
}

/** Reads from one unchanging snapshot, whatever other processes write meanwhile. */
export function snapshot<Result>(database: DatabaseSync, read: () => Result): Result {
  database.exec('begin');
  try {
    return read();
  } finally {
    database.exec('commit');
  }
}
