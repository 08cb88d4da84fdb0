import { type AccountRow, listAccounts } from '../books/accounts.ts';
import { listTaxRates, type TaxRateRow } from '../books/tax-rates.ts';
import { type Category, listCategories } from '../books/tracking.ts';
import type { Call } from '../calls/call.ts';
import { COUNTRIES } from '../seeds/countries.ts';

/** What the lines of a document are checked against, read once per call. */
export interface Chart {
  accountsByCode: Map<string, AccountRow>;
  accountsById: Map<string, AccountRow>;
  taxRates: Map<string, TaxRateRow>;
  categories: Category[];
  /** The tax type of a line without GST. */
  noTax: string;
  gstAccountId: string;
}

export function loadChart(call: Pick<Call, 'books' | 'organisation'>): Chart {
  const { books, organisation } = call;
  const accounts = listAccounts(books, organisation.tenant_id);
  const rates = listTaxRates(books, organisation.tenant_id);
  const gst = accounts.find((ledgerAccount) => ledgerAccount.system_account === 'GST');
  if (gst === undefined) throw new Error('The organisation has no GST account.');
  return {
    accountsByCode: new Map(
      accounts.map((ledgerAccount) => [ledgerAccount.code ?? '', ledgerAccount]),
    ),
    accountsById: new Map(
      accounts.map((ledgerAccount) => [ledgerAccount.account_id, ledgerAccount]),
    ),
    taxRates: new Map(rates.map((rate) => [rate.tax_type, rate])),
    categories: listCategories(books, organisation.tenant_id),
    noTax: COUNTRIES[organisation.country].taxTypes.none,
    gstAccountId: gst.account_id,
  };
}

/** The account that a line names, by id before code. */
export function findLineAccount(
  chart: Chart,
  line: { accountCode: string | undefined; accountId: string | undefined },
): AccountRow | undefined {
  if (line.accountId !== undefined) return chart.accountsById.get(line.accountId);
  if (line.accountCode === undefined || line.accountCode === '') return undefined;
  return chart.accountsByCode.get(line.accountCode);
}
