import type { Kysely } from 'kysely';
import type { TestOrganisation } from '../domain/configuration.ts';
import type { Mode } from '../domain/settings.ts';
import { loadBatchCurrencies } from '../store/batch-reader.ts';
import { loadSettings, loadTestOrganisation } from '../store/catalog-reader.ts';
import type { Database } from '../store/schema.ts';

/**
 * The currency in which the books are kept, as far as it is known without asking Xero: that of all
 * batches so far, or of the embedded twin. A plan compares with the organisation itself.
 */
export async function findBookCurrency(
  reader: Kysely<Database>,
  mode: Mode,
): Promise<string | undefined> {
  const used = await loadBatchCurrencies(reader, mode);
  if (used.length > 0) return used.length === 1 ? used[0] : undefined;
  const { twinUrl } = await loadSettings(reader);
  if (mode === 'production' || twinUrl !== '') return undefined;
  const { baseCurrency, country = 'NZ' } = (await loadTestOrganisation(reader)) ?? {};
  return baseCurrency ?? CURRENCY_OF[country];
}

const CURRENCY_OF: Readonly<Record<NonNullable<TestOrganisation['country']>, string>> = {
  NZ: 'NZD',
  AU: 'AUD',
  GB: 'GBP',
};
