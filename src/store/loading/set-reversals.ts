import { CompiledQuery } from 'kysely';
import type { Cents } from '../../domain/money.ts';
import type { ChunkWriter } from './loader.ts';

/** Which row takes back which. */
export interface Link {
  readonly rowId: number;
  readonly originalRowId: number;
  /** GST of the reversal, which is the original's unless the file gives another. */
  readonly gst: Cents;
}

export async function setReversals(
  { store, tx }: ChunkWriter,
  links: readonly Link[],
): Promise<void> {
  if (links.length === 0) return;
  if (store.sqlite !== undefined) {
    const update = store.sqlite.prepare(
      'update loan_transaction set reversal_of_row_id = ?, gst_cents = ? where row_id = ?',
    );
    for (const { rowId, originalRowId, gst } of links) update.run(originalRowId, gst, rowId);
    return;
  }
  const statement = `update loan_transaction t set reversal_of_row_id = l.original, gst_cents = l.gst
    from unnest($1::int4[], $2::int4[], $3::int8[]) as l (row_id, original, gst) where t.row_id = l.row_id`;
  const columns = [
    links.map((link) => link.rowId),
    links.map((link) => link.originalRowId),
    links.map((link) => link.gst),
  ];
  await tx.executeQuery(CompiledQuery.raw(statement, columns));
}
