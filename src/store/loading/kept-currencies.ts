import type { Transaction } from 'kysely';
import type { Database } from '../schema.ts';

/** What the imports of kept rows stated as their currency. */
export interface KeptCurrencies {
  /** Blank where neither the import stated one nor the books' is known; undefined for a row of now. */
  of(tx: Transaction<Database>, rowId: number): Promise<string | undefined>;
}

/** Asks for the imports once, when the first row wants to know. */
export function keptCurrencies(bookCurrency = ''): KeptCurrencies {
  let imports: ReturnType<typeof readImports> | undefined;
  return {
    async of(tx, rowId) {
      imports ??= readImports(tx);
      const holder = (await imports).find(
        (one) => one.first_row_id <= rowId && rowId <= one.last_row_id,
      );
      return holder === undefined ? undefined : holder.currency || bookCurrency;
    },
  };
}

async function readImports(tx: Transaction<Database>) {
  return tx
    .selectFrom('import')
    .select(['first_row_id', 'last_row_id', 'currency'])
    .where('state', '=', 'accepted')
    .where('kind', '=', 'transactions')
    .execute();
}
