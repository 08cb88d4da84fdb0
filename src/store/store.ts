import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseSync } from 'node:sqlite';
import type { Kysely, Transaction } from 'kysely';
import type { Facts } from '../domain/problem.ts';
import { invariant } from '../domain/problem.ts';
import type { Act } from './act.ts';
import type { Engine } from './migrate.ts';
import type { Database } from './schema.ts';

/** Adds one row to the audit trail, in the transaction of the work that it tells of. */
export type Audit = (action: string, subject: string, details?: Facts) => Promise<void>;

export type Work<T> = (tx: Transaction<Database>, audit: Audit) => Promise<T>;

export interface Store {
  readonly engine: Engine;
  /** Sees what is committed; never use it inside the work of `transact`. */
  readonly reader: Kysely<Database>;
  /** The only way to write. Work that adds no audit row is rolled back. */
  transact<T>(act: Act, work: Work<T>): Promise<T>;
  /** The writing connection of an embedded store: for bulk writing, inside `transact` only. */
  readonly sqlite: DatabaseSync | undefined;
  close(): Promise<void>;
}

/** A second transaction would wait for the first one's connection for ever. */
const isWriting = new AsyncLocalStorage<true>();

/** One transaction that holds the work and the audit rows that tell of it. */
export async function transactOn<T>(writer: Kysely<Database>, act: Act, work: Work<T>): Promise<T> {
  invariant(!isWriting.getStore(), 'a transaction is not opened inside another');
  return writer.transaction().execute(async (tx) => {
    let audited = 0;
    const audit: Audit = async (action, subject, details = {}) => {
      const { at, actor, mode } = act;
      const row = { at, actor, mode, action, subject, details: JSON.stringify(details) };
      await tx.insertInto('audit').values(row).execute();
      audited += 1;
    };
    const result = await isWriting.run(true, () => work(tx, audit));
    invariant(audited > 0, 'every write adds an audit row');
    return result;
  });
}
