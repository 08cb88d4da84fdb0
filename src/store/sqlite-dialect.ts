import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type Dialect, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

const KEPT_STATEMENTS = 200;
const LONGEST_KEPT_SQL = 4000;

/** Kysely over a connection of node:sqlite; a transaction takes the write lock at its start. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  return new SqliteDialect({ database: connection(database) });
}

function connection(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, StatementSync>();
  return {
    prepare(sql) {
      const text = toSqlite(sql, database.isTransaction);
      return statement(keep(kept, text, database), () => database.prepare(text));
    },
    close() {
      kept.clear();
      if (database.isOpen) database.close();
    },
  };
}

/** SQLite takes a transaction back by itself where the disk is full or fails: then nothing is left to do. */
function toSqlite(sql: string, isInTransaction: boolean): string {
  if (sql === 'begin') return 'begin immediate';
  return sql === 'rollback' && !isInTransaction ? 'select 1' : sql;
}

/** Short statements are prepared once; long ones are not worth their memory. */
function keep(
  kept: Map<string, StatementSync>,
  sql: string,
  database: DatabaseSync,
): StatementSync {
  const known = kept.get(sql);
  if (known !== undefined) return known;
  const prepared = database.prepare(sql);
  if (sql.length > LONGEST_KEPT_SQL) return prepared;
  if (kept.size >= KEPT_STATEMENTS) kept.delete(kept.keys().next().value ?? '');
  kept.set(sql, prepared);
  return prepared;
}

/** Iterating holds a statement open, so it gets one of its own. */
function statement(prepared: StatementSync, prepareAnew: () => StatementSync): SqliteStatement {
  const bind = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...bind(parameters)),
    run: (parameters) => prepared.run(...bind(parameters)),
    iterate: (parameters) => prepareAnew().iterate(...bind(parameters)),
  };
}
