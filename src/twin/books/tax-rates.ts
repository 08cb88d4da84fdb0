import type { DatabaseSync } from 'node:sqlite';
import type { AccountClass } from '../../xero/contract/accounts.ts';
import { all, run } from '../database/statements.ts';
import type { CountryRate } from '../seeds/countries.ts';

export interface TaxRateRow {
  tenant_id: string;
  tax_type: string;
  name: string;
  /** Per cent, with four decimals. */
  rate: string;
  /** Blank for a rate that a person made without one. */
  report_tax_type: string;
  /** Letters of the classes it may be used with; see the countries' tables. */
  can_apply_to: string;
  /** JSON list of what the rate is made of. */
  component: string;
}

export interface TaxComponent {
  name: string;
  /** Per cent. */
  rate: string;
}

const CLASS_LETTERS: Record<AccountClass, string> = {
  ASSET: 'A',
  EQUITY: 'Q',
  EXPENSE: 'E',
  LIABILITY: 'L',
  REVENUE: 'R',
};

export function createTaxRate(
  books: DatabaseSync,
  tenantId: string,
  wanted: CountryRate & { components: readonly TaxComponent[] },
): void {
  run(
    books,
    'insert or replace into tax_rate values (?, ?, ?, ?, ?, ?, ?)',
    tenantId,
    wanted.taxType,
    wanted.name,
    wanted.rate,
    wanted.reportTaxType ?? '',
    wanted.appliesTo,
    JSON.stringify(wanted.components),
  );
}

export function listTaxRates(books: DatabaseSync, tenantId: string): TaxRateRow[] {
  return all<TaxRateRow>(
    books,
    'select * from tax_rate where tenant_id = ? order by name',
    tenantId,
  );
}

export function canApplyTo(rate: TaxRateRow, accountClass: AccountClass): boolean {
  return rate.can_apply_to.includes(CLASS_LETTERS[accountClass]);
}
