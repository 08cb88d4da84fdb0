import type { Transaction } from 'kysely';
import type { Cents } from '../../domain/money.ts';
import { chunksOf } from '../chunks.ts';
import type { Database } from '../schema.ts';
import type { KeptTransaction } from './insert-transactions.ts';
import type { Mirrored } from './mirror.ts';
import { bySource } from './versions.ts';

/** The row that a reversal takes back, in its highest version. */
export interface Original extends Mirrored {
  readonly rowId: number;
}

/** The originals of some reversals, and who takes them back. */
export interface Originals {
  of(reversal: KeptTransaction): Original | undefined;
  /** Whether a higher version of the row is kept. */
  isReplaced(rowId: number): boolean;
  /** Notes who takes the original back; the id of another one that does so already. */
  takeBack(original: Original, transactionId: string): string | undefined;
}

const IDS_AT_ONCE = 500;

export async function loadOriginals(
  tx: Transaction<Database>,
  reversals: readonly KeptTransaction[],
): Promise<Originals> {
  const originals = new Map<string, Original>();
  const newest = new Map<number, number>();
  for (const { sourceId, row, isNewest } of await readVersions(tx, reversals)) {
    const key = identity(sourceId, row.transaction_id);
    if (isNewest) originals.set(key, originalOf(row));
    newest.set(row.row_id, originals.get(key)?.rowId ?? 0);
  }
  const takers = await readTakers(tx, newest);
  const replaced = await readReplaced(tx, reversals);
  return {
    of: ({ row, sourceId }) => originals.get(identity(sourceId, row.reversalOf)),
    isReplaced: (rowId) => replaced.has(rowId),
    takeBack({ rowId }, transactionId) {
      const taker = takers.get(rowId);
      if (taker !== undefined && taker !== transactionId) return taker;
      takers.set(rowId, transactionId);
      return undefined;
    },
  };
}

function identity(sourceId: number, id: string): string {
  return `${sourceId} ${id}`;
}

/** All versions of what the reversals take back, the newest of each first. */
async function readVersions(tx: Transaction<Database>, reversals: readonly KeptTransaction[]) {
  const identities = reversals.map(({ row, sourceId }) => ({ sourceId, id: row.reversalOf }));
  const found = [];
  for (const [sourceId, ids] of bySource(identities)) {
    for (const some of chunksOf(ids, IDS_AT_ONCE)) {
      const rows = await readRows(tx, sourceId, some);
      for (const [index, row] of rows.entries()) {
        const isNewest = rows[index - 1]?.transaction_id !== row.transaction_id;
        found.push({ sourceId, row, isNewest });
      }
    }
  }
  return found;
}

type VersionRow = Awaited<ReturnType<typeof readRows>>[number];

function readRows(tx: Transaction<Database>, sourceId: number, ids: readonly string[]) {
  return tx
    .selectFrom('loan_transaction')
    .select([
      'row_id',
      'transaction_id',
      'amount_cents',
      'gst_cents',
      'loan_account_id',
      'element_id',
    ])
    .where('source_id', '=', sourceId)
    .where('transaction_id', 'in', ids)
    .orderBy('transaction_id')
    .orderBy('version', 'desc')
    .execute();
}

function originalOf(row: VersionRow): Original {
  return {
    rowId: row.row_id,
    amount: row.amount_cents,
    gst: row.gst_cents,
    loanAccountId: row.loan_account_id,
    elementId: row.element_id,
  };
}

/** Live reversals by the newest version of the row that they take back. */
async function readTakers(
  tx: Transaction<Database>,
  newest: ReadonlyMap<number, number>,
): Promise<Map<number, string>> {
  const takers = new Map<number, string>();
  for (const some of chunksOf([...newest.keys()], IDS_AT_ONCE)) {
    const rows = await tx
      .selectFrom('loan_transaction as t')
      .leftJoin('superseded as s', 's.old_row_id', 't.row_id')
      .select(['t.transaction_id', 't.reversal_of_row_id'])
      .where('t.reversal_of_row_id', 'in', some)
      .where('t.amount_cents', '!=', 0n as Cents)
      .where('s.old_row_id', 'is', null)
      .execute();
    for (const row of rows) {
      takers.set(newest.get(row.reversal_of_row_id ?? 0) ?? 0, row.transaction_id);
    }
  }
  return takers;
}

async function readReplaced(
  tx: Transaction<Database>,
  reversals: readonly KeptTransaction[],
): Promise<Set<number>> {
  const replaced = new Set<number>();
  for (const some of chunksOf(reversals, IDS_AT_ONCE)) {
    const rows = await tx
      .selectFrom('superseded')
      .select('old_row_id')
      .where(
        'old_row_id',
        'in',
        some.map(({ rowId }) => rowId),
      )
      .execute();
    for (const row of rows) replaced.add(row.old_row_id);
  }
  return replaced;
}
