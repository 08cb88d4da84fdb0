import { createReadStream } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parse } from 'csv-parse';
import { invariant, succeed } from '../../domain/problem.ts';
import { loadCatalog } from '../../store/catalog-reader.ts';
import { insertStatement } from '../../store/loading/insert-new.ts';
import { LOAN_TRANSACTIONS } from '../../store/loading/insert-transactions.ts';
import { loadLoanAccounts } from '../../store/loading/loan-accounts.ts';
import type { Store } from '../../store/store.ts';
import { benchFiles } from './bench-files.ts';
import { type Phase, timed } from './phase.ts';

const CHUNK_BYTES = 64 * 1024;
const ROWS_AT_ONCE = 2_500;

/**
 * The floor of ingest: the same library reads the file with the same options, and the same statement
 * writes the same columns under the same keys, as many rows to a transaction. Nothing is checked.
 */
export const ingestFloor: Phase = async ({ context, root, onProgress }) => {
  const { store } = context;
  const { sqlite } = store;
  invariant(sqlite !== undefined, 'the floor is measured on the embedded store');
  const { value, ...spent } = await timed(async () => {
    const toValues = await conversion(store);
    const insert = sqlite.prepare(insertStatement(LOAN_TRANSACTIONS));
    const reader = cellReader();
    let rows = 0;
    const flush = (cells: readonly string[][]) => {
      write(
        sqlite,
        insert,
        cells.map((row, index) => toValues(row, rows + index + 1)),
      );
      rows += cells.length;
      onProgress({ doing: 'Taking rows in without checks', done: rows, of: rows });
    };
    const file = createReadStream(benchFiles(root).transactions, { highWaterMark: CHUNK_BYTES });
    for await (const chunk of file) {
      await reader.take(chunk as Buffer);
      if (reader.waiting() >= ROWS_AT_ONCE) flush(reader.drain());
    }
    await reader.end();
    flush(reader.drain());
    return rows;
  });
  return succeed({ count: value, ...spent, facts: {} });
};

/** csv-parse as the product drives it: rows come by callback, not one by one through a stream. */
function cellReader() {
  let cells: string[][] = [];
  let isHeader = true;
  const parser = parse({
    delimiter: ',',
    record_delimiter: ['\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
    on_record: (row: string[]) => {
      if (isHeader) isHeader = false;
      else cells.push(row);
      return null;
    },
  });
  parser.resume();
  return {
    waiting: () => cells.length,
    take: (chunk: Buffer) =>
      new Promise<void>((resolve, reject) => {
        parser.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
    end: () =>
      new Promise<void>((resolve, reject) => {
        parser.once('error', reject).once('end', () => resolve());
        parser.end();
      }),
    drain(): string[][] {
      const drained = cells;
      cells = [];
      return drained;
    },
  };
}

type Value = string | number | null;

/** Cells in the order of the sample's columns to the values of the table. */
async function conversion(
  store: Store,
): Promise<(cells: readonly string[], rowId: number) => Value[]> {
  const { elements, bankAccounts } = await loadCatalog(store.reader);
  const loanAccounts = await loadLoanAccounts(store.reader);
  const groups = new Map<string, number>([['', 0]]);
  return (cells, rowId) => {
    const [id = '', date = '', account = '', element = '', amount = '', gst = ''] = cells;
    const [reference, description, enteredAt, bankAccount = '', group = ''] = cells.slice(6);
    if (!groups.has(group)) groups.set(group, groups.size);
    return [
      ...[rowId, 1, id, 1, Number(date.replaceAll('-', '')), enteredAt ?? null],
      loanAccounts.get(account)?.loanAccountId ?? 0,
      elements.get(element)?.itemId ?? 0,
      Number(amount.replace('.', '')),
      Number(gst.replace('.', '')),
      reference || null,
      description || null,
      bankAccounts.get(bankAccount)?.itemId ?? 0,
      groups.get(group) ?? 0,
    ];
  };
}

function write(sqlite: DatabaseSync, insert: StatementSync, rows: readonly Value[][]): void {
  sqlite.exec('begin immediate');
  for (const values of rows) insert.run(...values);
  sqlite.exec('commit');
}
