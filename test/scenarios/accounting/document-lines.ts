import type { Kysely } from 'kysely';
import type { Database } from '../../../src/store/schema.ts';
import { linesOfBody } from '../../domain/lines-of-body.ts';

/** Every line of a batch, read from the exact bytes that go to Xero. */
export async function documentLines(
  reader: Kysely<Database>,
  exportId: string | null,
): Promise<string[]> {
  const rows = await reader
    .selectFrom('document')
    .innerJoin('batch', 'batch.batch_id', 'document.batch_id')
    .select('document.body')
    .where('batch.export_id', '=', exportId ?? '')
    .orderBy('document.part')
    .execute();
  return rows.flatMap((row) => linesOfBody(row.body));
}
