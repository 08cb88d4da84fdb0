import type { Kysely } from 'kysely';
import type { Database } from '../../../src/store/schema.ts';

interface WireLine {
  readonly LineAmount?: number;
  readonly UnitAmount?: number;
  readonly AccountCode: string;
  readonly TaxType: string;
  readonly Description: string;
  readonly Tracking?: readonly { readonly Option: string }[];
}

interface WireDocument {
  readonly Date: string;
  readonly Type?: 'SPEND' | 'RECEIVE';
  readonly JournalLines?: readonly WireLine[];
  readonly LineItems?: readonly WireLine[];
}

/**
 * Every line of a batch, read from the exact bytes that go to Xero:
 * `2026-05-04 1100 +115.00 NONE EAST`, and `2026-05-07 RECEIVE 2190 500.00 NONE EAST`.
 */
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

/** The lines of one document's bytes. */
export function linesOfBody(body: string): string[] {
  const { Date: date, Type: direction, ...document } = JSON.parse(body) as WireDocument;
  const lines = document.JournalLines ?? document.LineItems ?? [];
  return lines.map((line) => {
    const options = (line.Tracking ?? []).map((one) => one.Option);
    const amount = direction === undefined ? signed(line.LineAmount) : plain(line.UnitAmount);
    const money = [...(direction === undefined ? [] : [direction]), line.AccountCode, amount];
    return [date, ...money, line.TaxType, ...options].join(' ');
  });
}

function signed(amount = 0): string {
  return amount > 0 ? `+${plain(amount)}` : plain(amount);
}

function plain(amount = 0): string {
  return amount.toFixed(2);
}
