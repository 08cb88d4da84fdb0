import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Act } from './act.ts';
import type { Loading } from './imports.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

const ROWS_AT_ONCE = 20_000;

/**
 * Removes an import that is not accepted, with all that it loaded, by short transactions; the import
 * itself goes last, so that a removal that breaks off is taken up again. One that was accepted after
 * all stays as it is.
 */
export async function removeImport(store: Store, act: Act, loading: Loading): Promise<void> {
  const { importId, firstRowId } = loading;
  for (const removal of removals(importId, firstRowId)) {
    let removed = ROWS_AT_ONCE;
    while (removed > 0) removed = await removeChunk(store, act, { loading, removal });
  }
  await store.transact(act, async (tx, audit) => {
    const { numDeletedRows } = await tx
      .deleteFrom('import')
      .where('import_id', '=', importId)
      .where('owner', 'in', ownersOf(loading))
      .where('state', '=', 'loading')
      .executeTakeFirstOrThrow();
    const action = numDeletedRows === 1n ? 'import.removed' : 'import.not_removed';
    await audit(action, String(importId));
  });
}

/** Everything above the first row belongs to the import, since only one loads at a time. */
function removals(importId: number, firstRowId: number): RawBuilder<unknown>[] {
  const limit = sql.lit(ROWS_AT_ONCE);
  return [
    sql`delete from superseded where old_row_id in (select old_row_id from superseded
      where new_row_id >= ${firstRowId} or old_row_id >= ${firstRowId} limit ${limit})`,
    sql`delete from loan_transaction where row_id in (select row_id from loan_transaction
      where row_id >= ${firstRowId} limit ${limit})`,
    sql`delete from journal_entry_line where row_id in (select row_id from journal_entry_line
      where row_id >= ${firstRowId} limit ${limit})`,
    sql`delete from journal_entry where row_id in (select row_id from journal_entry
      where row_id >= ${firstRowId} limit ${limit})`,
    sql`delete from loan_account_change where import_id = ${importId} and loan_account_id in (
      select loan_account_id from loan_account_change where import_id = ${importId} limit ${limit})`,
    sql`delete from loan_account where loan_account_id in (select loan_account_id from loan_account
      where import_id = ${importId} limit ${limit})`,
  ];
}

async function removeChunk(
  store: Store,
  act: Act,
  { loading, removal }: { loading: Loading; removal: RawBuilder<unknown> },
): Promise<number> {
  return store.transact(act, async (tx, audit) => {
    const rows = (await takeOver(tx, loading)) ? await affectedBy(removal, tx) : 0;
    await audit('import.rows_removed', String(loading.importId), { rows });
    return rows;
  });
}

/**
 * Keeps a loader that wakes up late from writing on, and says whether the import still stands:
 * once somebody else has removed it, its row ids belong to another one.
 */
async function takeOver(tx: Transaction<Database>, loading: Loading): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import')
    .set({ owner: ownersOf(loading)[1] })
    .where('import_id', '=', loading.importId)
    .where('owner', 'in', ownersOf(loading))
    .where('state', '=', 'loading')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Who may remove an import: its loader, and whoever began to remove it after that. */
function ownersOf({ owner }: Loading): [loader: string, remover: string] {
  const loader = owner.replace(/ removing$/, '');
  return [loader, `${loader} removing`];
}

async function affectedBy(
  removal: RawBuilder<unknown>,
  tx: Transaction<Database>,
): Promise<number> {
  const { numAffectedRows = 0n } = await removal.execute(tx);
  return Number(numAffectedRows);
}
