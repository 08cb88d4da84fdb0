import type { Organisation } from '../../domain/organisation.ts';
import type { Outcome } from '../../domain/problem.ts';
import { ACCOUNTING_PATHS } from '../contract/endpoints.ts';
import type { WireOrganisation } from '../contract/organisation.ts';
import type { TenantCalls } from './call.ts';
import {
  type Fields,
  flagOf,
  numberTextOf,
  optionalDateOf,
  optionalTextOf,
  textOf,
} from './fields.ts';
import { readFirst } from './lists.ts';
import { accountingPath } from './paths.ts';

/** @see https://developer.xero.com/documentation/api/accounting/organisation */
export function readOrganisation(calls: TenantCalls): Promise<Outcome<Organisation>> {
  const path = accountingPath(ACCOUNTING_PATHS.organisation);
  return readFirst(calls, { path, list: 'Organisations' }, organisationFrom);
}

function organisationFrom(wire: Fields<WireOrganisation>): Organisation {
  return {
    organisationId: textOf(wire, 'OrganisationID'),
    name: textOf(wire, 'Name'),
    legalName: optionalTextOf(wire, 'LegalName'),
    countryCode: textOf(wire, 'CountryCode'),
    baseCurrency: textOf(wire, 'BaseCurrency'),
    version: textOf(wire, 'Version'),
    isDemoCompany: flagOf(wire, 'IsDemoCompany'),
    financialYearEnd: {
      month: Number(numberTextOf(wire, 'FinancialYearEndMonth')),
      day: Number(numberTextOf(wire, 'FinancialYearEndDay')),
    },
    salesTaxBasis: optionalTextOf(wire, 'SalesTaxBasis'),
    periodLockDate: optionalDateOf(wire, 'PeriodLockDate'),
    endOfYearLockDate: optionalDateOf(wire, 'EndOfYearLockDate'),
    shortCode: optionalTextOf(wire, 'ShortCode'),
  };
}
