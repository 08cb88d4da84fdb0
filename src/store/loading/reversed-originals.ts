import { sql, type Transaction } from 'kysely';
import type { Cents } from '../../domain/money.ts';
import { problem } from '../../domain/problem.ts';
import type { Database } from '../schema.ts';
import type { LoadingContext } from './loader.ts';
import { mirrorFault } from './mirror.ts';

/**
 * Reports each row of this import that replaces a reversed one and that the reversal no longer
 * mirrors.
 */
export async function checkChangedOriginals(
  tx: Transaction<Database>,
  context: LoadingContext,
): Promise<void> {
  const rows = await tx
    .selectFrom('superseded as s')
    .innerJoin('loan_transaction as new', 'new.row_id', 's.new_row_id')
    .innerJoin('loan_transaction as reversal', 'reversal.reversal_of_row_id', 's.old_row_id')
    .leftJoin('superseded as r', 'r.old_row_id', 'reversal.row_id')
    .select([
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
    .where('s.new_row_id', '>=', context.loading.firstRowId)
    .where('reversal.amount_cents', '!=', 0n as Cents)
    .where('r.old_row_id', 'is', null)
    .orderBy('new.row_id')
    .execute();
  for (const row of rows) {
    const fault = mirrorFault(
      {
        amount: row.amount_cents,
        gst: row.gst_cents,
        loanAccountId: row.loan_account_id,
        elementId: row.element_id,
      },
      {
        amount: row.other_amount_cents,
        gst: row.other_gst_cents,
        loanAccountId: row.other_loan_account_id,
        elementId: row.other_element_id,
      },
    );
    if (fault === undefined) continue;
    const { column, value, expected: kept } = fault;
    const facts = { transaction: row.transaction_id, other: row.other, column, value, kept };
    context.report(problem('reversal.original_changed', facts));
  }
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
