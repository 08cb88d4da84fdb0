import type { Transaction } from 'kysely';
import type { Loading } from '../imports.ts';
import type { Database } from '../schema.ts';

/** Says which import holds a row, for a message. */
export async function holderOf(
  tx: Transaction<Database>,
  rowId: number,
  loading: Loading,
): Promise<string> {
  if (rowId >= loading.firstRowId) return 'an earlier line of this file';
  const row = await tx
    .selectFrom('import')
    .select(['import_id', 'file_name'])
    .where('first_row_id', '<=', rowId)
    .where('last_row_id', '>=', rowId)
    .executeTakeFirst();
  return row === undefined ? 'an earlier import' : `import ${row.import_id}, ${row.file_name}`;
}

/** The account id of a loan account, for a message. */
export async function loanAccountKeyOf(
  tx: Transaction<Database>,
  loanAccountId: number,
): Promise<string> {
  const row = await tx
    .selectFrom('loan_account')
    .select('account_id')
    .where('loan_account_id', '=', loanAccountId)
    .executeTakeFirst();
  return row?.account_id ?? `#${loanAccountId}`;
}
