import { type Kysely, sql } from 'kysely';
import type { Mode } from '../domain/settings.ts';
import { MODE_NUMBERS } from './candidate-sql.ts';
import type { Database } from './schema.ts';

/** How many rows wait to be released, by the batch whose undo held them. */
export async function countHeldRows(
  reader: Kysely<Database>,
  mode: Mode,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ batch_id: number; rows: number }>`
    select batch_id, count(distinct row_id) as rows from held_row
    where mode = ${MODE_NUMBERS[mode]} group by batch_id`.execute(reader);
  return new Map(rows.map((row) => [row.batch_id, Number(row.rows)]));
}
