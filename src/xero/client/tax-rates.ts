import type { TaxRate } from '../../domain/organisation.ts';
import type { Outcome } from '../../domain/problem.ts';
import { ACCOUNTING_PATHS } from '../contract/endpoints.ts';
import type { WireTaxRate } from '../contract/tax-rates.ts';
import type { TenantCalls } from './call.ts';
import { type Fields, flagOf, rateOf, textOf } from './fields.ts';
import { readList } from './lists.ts';
import { accountingPath } from './paths.ts';

/** @see https://developer.xero.com/documentation/api/accounting/taxrates */
export function listTaxRates(calls: TenantCalls): Promise<Outcome<TaxRate[]>> {
  const path = accountingPath(ACCOUNTING_PATHS.taxRates);
  return readList(calls, { path, list: 'TaxRates' }, taxRateFrom);
}

function taxRateFrom(wire: Fields<WireTaxRate>): TaxRate {
  return {
    taxType: textOf(wire, 'TaxType'),
    name: textOf(wire, 'Name'),
    isActive: textOf(wire, 'Status') === 'ACTIVE',
    rate: rateOf(wire, 'EffectiveRate'),
    appliesTo: {
      ASSET: flagOf(wire, 'CanApplyToAssets'),
      LIABILITY: flagOf(wire, 'CanApplyToLiabilities'),
      EQUITY: flagOf(wire, 'CanApplyToEquity'),
      REVENUE: flagOf(wire, 'CanApplyToRevenue'),
      EXPENSE: flagOf(wire, 'CanApplyToExpenses'),
    },
  };
}
