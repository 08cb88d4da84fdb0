import { CompiledQuery } from 'kysely';
import type { ChunkWriter } from './loader.ts';

/** Which row takes back which. */
export interface Link {
  readonly rowId: number;
  readonly originalRowId: number;
}

export async function setReversals(
  { store, tx }: ChunkWriter,
  links: readonly Link[],
): Promise<void> {
  if (links.length === 0) return;
  if (store.sqlite !== undefined) {
    const update = store.sqlite.prepare(
      'update loan_transaction set reversal_of_row_id = ? where row_id = ?',
    );
    for (const { rowId, originalRowId } of links) update.run(originalRowId, rowId);
    return;
  }
  const statement = `update loan_transaction t set reversal_of_row_id = l.original
    from unnest($1::int4[], $2::int4[]) as l (row_id, original) where t.row_id = l.row_id`;
  const columns = [links.map((link) => link.rowId), links.map((link) => link.originalRowId)];
  await tx.executeQuery(CompiledQuery.raw(statement, columns));
}
