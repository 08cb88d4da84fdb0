import type { DatabaseSync } from 'node:sqlite';
import type { AccountClass } from '../../xero/contract/accounts.ts';
import { all } from '../database/statements.ts';

export interface TaxRateRow {
  tenant_id: string;
  tax_type: string;
  name: string;
  /** Per cent, with four decimals. */
  rate: string;
  report_tax_type: string;
  /** Letters of the classes it may be used with; see the countries' tables. */
  can_apply_to: string;
  component: string;
}

const CLASS_LETTERS: Record<AccountClass, string> = {
  ASSET: 'A',
  EQUITY: 'Q',
  EXPENSE: 'E',
  LIABILITY: 'L',
  REVENUE: 'R',
};

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
