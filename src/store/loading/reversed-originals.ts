import { sql, type Transaction } from 'kysely';
import type { Cents } from '../../domain/money.ts';
import { problem } from '../../domain/problem.ts';
import { chunksOf } from '../chunks.ts';
import type { Database } from '../schema.ts';
import type { KeptTransaction } from './insert-transactions.ts';
import type { LoadingContext } from './loader.ts';
import { mirrorFault } from './mirror.ts';

/** Rows of this import that replace a reversed row, with their lines of the file. */
export interface ChangedOriginals {
  /** Notes which of the kept rows, all of one chunk, replace a reversed one. */
  note(tx: Transaction<Database>, kept: readonly KeptTransaction[]): Promise<void>;
  /** Reports those that their reversal no longer mirrors, now that all rows are in. */
  check(tx: Transaction<Database>): Promise<void>;
}

export function changedOriginals(context: LoadingContext): ChangedOriginals {
  const lines = new Map<number, number>();
  return {
    async note(tx, kept) {
      const [first, last] = [kept.at(0), kept.at(-1)];
      if (first === undefined || last === undefined) return;
      const found = await replacing(tx)
        .select('new.row_id')
        .where('new.row_id', '>=', first.rowId)
        .where('new.row_id', '<=', last.rowId)
        .execute();
      const changed = new Set(found.map((row) => row.row_id));
      for (const { rowId, row } of kept) if (changed.has(rowId)) lines.set(rowId, row.row);
    },
    async check(tx) {
      for (const some of chunksOf([...lines.keys()], ROWS_AT_ONCE)) {
        const rows = await readChanged(tx, some);
        for (const changed of rows) report(context, changed, lines.get(changed.row_id) ?? 0);
      }
    },
  };
}

const ROWS_AT_ONCE = 500;

/** Rows that replace one which a live reversal takes back. */
function replacing(tx: Transaction<Database>) {
  return tx
    .selectFrom('loan_transaction as new')
    .innerJoin('superseded as s', 's.new_row_id', 'new.row_id')
    .innerJoin('loan_transaction as reversal', 'reversal.reversal_of_row_id', 's.old_row_id')
    .leftJoin('superseded as r', 'r.old_row_id', 'reversal.row_id')
    .where('reversal.amount_cents', '!=', 0n as Cents)
    .where('r.old_row_id', 'is', null);
}

type Changed = Awaited<ReturnType<typeof readChanged>>[number];

function readChanged(tx: Transaction<Database>, rowIds: readonly number[]) {
  return replacing(tx)
    .select([
      'new.row_id',
      'new.transaction_id',
      'new.loan_account_id',
      'new.element_id',
      'new.amount_cents',
      'new.gst_cents',
      'reversal.transaction_id as other',
      'reversal.loan_account_id as other_loan_account_id',
      'reversal.element_id as other_element_id',
      'reversal.amount_cents as other_amount_cents',
      'reversal.gst_cents as other_gst_cents',
    ])
    .where('new.row_id', 'in', rowIds)
    .orderBy('new.row_id')
    .execute();
}

function report(context: LoadingContext, changed: Changed, row: number): void {
  const fault = mirrorFault(
    {
      amount: changed.amount_cents,
      gst: changed.gst_cents,
      loanAccountId: changed.loan_account_id,
      elementId: changed.element_id,
    },
    {
      amount: changed.other_amount_cents,
      gst: changed.other_gst_cents,
      loanAccountId: changed.other_loan_account_id,
      elementId: changed.other_element_id,
    },
  );
  if (fault === undefined) return;
  const { column, value, expected: kept } = fault;
  const { transaction_id: transaction, other } = changed;
  const facts = { row, transaction, other, column, value, kept };
  context.report(problem('reversal.original_changed', facts));
}

/** Lets reversals point to the newest version of what they take back. */
export async function followOriginals(
  tx: Transaction<Database>,
  firstRowId: number,
): Promise<void> {
  let moved = 1n;
  while (moved > 0n) {
    const { numAffectedRows = 0n } = await sql`update loan_transaction
      set reversal_of_row_id = (select s.new_row_id from superseded s
        where s.old_row_id = loan_transaction.reversal_of_row_id)
      where reversal_of_row_id in (select old_row_id from superseded
        where new_row_id >= ${firstRowId})`.execute(tx);
    moved = numAffectedRows;
  }
}
