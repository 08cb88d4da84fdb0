import { type Kysely, sql } from 'kysely';
import type { Cents } from '../domain/money.ts';
import type { Mode } from '../domain/settings.ts';
import type { Database } from './schema.ts';

/** What stands in Xero of an entity's documents dated in one month. */
export interface ExportedMonth {
  readonly entity: string;
  /** YYYY-MM. */
  readonly month: string;
  readonly documents: number;
  readonly total: Cents;
}

/** Totals by month of all that is in Xero, the oldest first; read from an index alone. */
export async function loadExportedMonths(
  reader: Kysely<Database>,
  mode: Mode,
): Promise<ExportedMonth[]> {
  const { rows } = await sql<{
    entity: string;
    month: number;
    documents: number;
    total_cents: Cents;
  }>`select entity.key as entity, d.date / 100 as month, count(*) as documents,
      sum(d.total_cents) as total_cents
    from batch b join document d on d.batch_id = b.batch_id
    join catalog_item entity on entity.item_id = b.entity_id
    where b.mode = ${mode} and b.state <> 'planning' and d.state in ('posted', 'confirmed')
      and d.mirror_of is null
    group by entity.key, d.date / 100 order by 2, 1`.execute(reader);
  return rows.map(({ entity, month, documents, total_cents: total }) => ({
    ...{ entity, documents: Number(documents), total },
    month: `${String(month).slice(0, 4)}-${String(month).slice(4)}`,
  }));
}
