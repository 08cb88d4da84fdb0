import type { KyselyPlugin } from 'kysely';
import { cents } from '../domain/money.ts';

/** Brands every `*_cents` column of a result as `Cents`; the engines give numbers or bigints. */
export const centsPlugin: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    const first = result.rows[0];
    if (first === undefined) return result;
    const columns = Object.keys(first).filter((column) => column.endsWith('_cents'));
    for (const row of result.rows) {
      for (const column of columns) row[column] = centsOf(row[column]);
    }
    return result;
  },
};

function centsOf(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'bigint' ? cents(value) : value;
}
