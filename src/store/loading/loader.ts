import type { Transaction } from 'kysely';
import type { Clock } from '../../domain/dates.ts';
import type { Cents } from '../../domain/money.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Act } from '../act.ts';
import { beat, type Loading } from '../imports.ts';
import type { Database } from '../schema.ts';
import type { Store } from '../store.ts';

/** What loading a file needs. */
export interface LoadingContext {
  readonly store: Store;
  readonly act: Act;
  readonly clock: Clock;
  readonly loading: Loading;
  report(problem: Problem): void;
  /** Whether a row of this id had problems of its own, so that what it lacks is no wonder. */
  isSpoiled(id: string): boolean;
  /** Of the books, where it is known; amounts that state none are in it. */
  readonly bookCurrency: string | undefined;
  /** The code of a catalog item, blank for 0. */
  nameOf(itemId: number): string;
}

/** What has been loaded so far. */
export interface LoadedTotals {
  accepted: number;
  unchanged: number;
  debits: Cents;
  /** Without sign. */
  credits: Cents;
  /** Stated by the file; blank where it states none. */
  currency: string;
  lastRowId: number;
}

/** Takes checked rows by chunks, each in one transaction. */
export interface Loader<Row> {
  readonly totals: Readonly<LoadedTotals>;
  take(rows: readonly Row[]): Promise<void>;
  /** Settles what can only be judged when all rows are in. */
  finish(): Promise<void>;
  /** What is to be done in the transaction that accepts the import. */
  accept(tx: Transaction<Database>): Promise<void>;
}

/** A transaction of the store, and the store for what its engine alone can do. */
export interface ChunkWriter {
  readonly store: Store;
  readonly tx: Transaction<Database>;
}

/** Writes one chunk while the import is still ours. */
export async function writeChunk<T>(
  context: LoadingContext,
  rows: number,
  work: (writer: ChunkWriter) => Promise<T>,
): Promise<T> {
  const { store, act, loading, clock } = context;
  return store.transact(act, async (tx, audit) => {
    await beat(tx, loading, clock.now());
    const result = await work({ store, tx });
    await audit('import.rows_loaded', String(loading.importId), { rows });
    return result;
  });
}

export function noTotals(loading: Loading): LoadedTotals {
  const nil = 0n as Cents;
  return {
    accepted: 0,
    unchanged: 0,
    debits: nil,
    credits: nil,
    currency: '',
    lastRowId: loading.firstRowId - 1,
  };
}
