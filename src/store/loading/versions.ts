import { type Kysely, sql, type Transaction } from 'kysely';
import { chunksOf } from '../chunks.ts';
import type { Database } from '../schema.ts';

export type VersionedTable = 'loan_transaction' | 'journal_entry';

const ID_COLUMNS = { loan_transaction: 'transaction_id', journal_entry: 'entry_id' } as const;
const IDS_AT_ONCE = 500;

/** Whether any row is kept whose version is not the first; mostly none is. */
export async function hasLaterVersions(
  reader: Kysely<Database>,
  table: VersionedTable,
): Promise<boolean> {
  const row = await reader
    .selectFrom(table)
    .select('row_id')
    .where('version', '>', sql.lit(1))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface RowIdentity {
  readonly sourceId: number;
  readonly id: string;
}

/** Lets each version of the given rows point to the next higher one that is kept (ACCOUNTING 1.3). */
export async function supersede(
  tx: Transaction<Database>,
  table: VersionedTable,
  identities: readonly RowIdentity[],
): Promise<void> {
  for (const [sourceId, ids] of bySource(identities)) {
    for (const some of chunksOf(ids, IDS_AT_ONCE)) {
      const pairs = await neighbours(tx, table, { sourceId, ids: some });
      if (pairs.length === 0) continue;
      await tx
        .insertInto('superseded')
        .values(pairs)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}

/** Ids by source, each once. */
export function bySource(identities: readonly RowIdentity[]): Map<number, string[]> {
  const ids = new Map<number, Set<string>>();
  for (const { sourceId, id } of identities) {
    const known = ids.get(sourceId);
    if (known === undefined) ids.set(sourceId, new Set([id]));
    else known.add(id);
  }
  return new Map([...ids].map(([sourceId, set]) => [sourceId, [...set]]));
}

async function neighbours(
  tx: Transaction<Database>,
  table: VersionedTable,
  { sourceId, ids }: { sourceId: number; ids: readonly string[] },
): Promise<{ old_row_id: number; new_row_id: number }[]> {
  const idColumn = sql.ref<string>(ID_COLUMNS[table]);
  const rows = await tx
    .selectFrom(table)
    .select(['row_id', idColumn.as('id')])
    .where('source_id', '=', sourceId)
    .where(idColumn, 'in', ids)
    .orderBy(idColumn)
    .orderBy('version')
    .execute();
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    return next?.id === row.id ? [{ old_row_id: row.row_id, new_row_id: next.row_id }] : [];
  });
}
