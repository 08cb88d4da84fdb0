import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { all, first, run } from '../database/statements.ts';
import type { SeedAccount } from '../seeds/charts.ts';
import { COUNTRIES, type CountryCode } from '../seeds/countries.ts';
import { createAccount } from './accounts.ts';
import { createTaxRate } from './tax-rates.ts';

export interface OrganisationRow {
  tenant_id: string;
  ordinal: number;
  name: string;
  country: CountryCode;
  base_currency: string;
  year_end_month: number;
  year_end_day: number;
  sales_tax_basis: string;
  sales_tax_period: string;
  timezone: string;
  short_code: string;
  period_lock_date: string | null;
  year_lock_date: string | null;
  is_offline: number;
  created_at: number;
  /** JSON of what people entered that only the answers show, in Xero's names. */
  details: string;
}

export interface NewOrganisation {
  name: string;
  country: CountryCode;
  baseCurrency?: string | undefined;
  /** `MM-DD`. */
  financialYearEnd?: string | undefined;
  details?: object | undefined;
  chart: readonly SeedAccount[];
  now: number;
}

/** Makes an organisation with its country's tax rates and the accounts of a chart. */
export function createOrganisation(books: DatabaseSync, wanted: NewOrganisation): string {
  const country = COUNTRIES[wanted.country];
  const tenantId = randomUUID();
  const [month, day] = (wanted.financialYearEnd ?? country.yearEnd).split('-').map(Number);
  run(
    books,
    `insert into organisation (tenant_id, ordinal, name, country, base_currency, year_end_month,
       year_end_day, sales_tax_basis, sales_tax_period, timezone, short_code, created_at,
       details)
     values (?, (select count(*) from organisation), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    tenantId,
    wanted.name,
    wanted.country,
    wanted.baseCurrency ?? country.baseCurrency,
    month ?? 12,
    day ?? 31,
    country.salesTaxBasis,
    country.salesTaxPeriod,
    country.timezone,
    `!${randomBytes(4).toString('base64url').slice(0, 5)}`,
    wanted.now,
    JSON.stringify(wanted.details ?? {}),
  );
  for (const rate of country.rates) {
    const components = [{ name: country.taxComponent, rate: rate.rate }];
    createTaxRate(books, tenantId, { ...rate, components });
  }
  for (const ledgerAccount of wanted.chart) {
    createAccount(books, tenantId, {
      accountCode: ledgerAccount.accountCode,
      name: ledgerAccount.name,
      type: ledgerAccount.type,
      taxType: country.taxTypes[ledgerAccount.tax],
      systemAccount: ledgerAccount.systemAccount,
      details: { SystemAccount: '' },
      now: wanted.now,
    });
  }
  return tenantId;
}

export function listOrganisations(books: DatabaseSync): OrganisationRow[] {
  return all<OrganisationRow>(books, 'select * from organisation order by ordinal');
}

export function findOrganisation(
  books: DatabaseSync,
  tenantId: string,
): OrganisationRow | undefined {
  return first<OrganisationRow>(books, 'select * from organisation where tenant_id = ?', tenantId);
}
