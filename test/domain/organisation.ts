import type { AccountingDate } from '../../src/domain/dates.ts';
import type {
  ChartAccount,
  Organisation,
  OrganisationFacts,
  TaxRate,
} from '../../src/domain/organisation.ts';

/** The lender's organisation as Xero would tell of it. */
export function organisationFacts(changes: Partial<OrganisationFacts> = {}): OrganisationFacts {
  return {
    tenantId: 'tenant-1',
    organisation: ORGANISATION,
    chart: CHART,
    taxRates: TAX_RATES,
    trackingCategories: [trackingCategory('Branch', ['EAST', 'WEST'])],
    contacts: [contact('BORROWERS')],
    ...changes,
  };
}

export const ORGANISATION: Organisation = {
  organisationId: 'organisation-1',
  name: 'Lender Limited',
  legalName: 'Lender Limited',
  countryCode: 'NZ',
  baseCurrency: 'NZD',
  version: 'NZ',
  isDemoCompany: false,
  financialYearEnd: { month: 3, day: 31 },
  salesTaxBasis: 'INVOICE',
  periodLockDate: undefined,
  endOfYearLockDate: undefined,
  shortCode: '!abc',
};

/** The organisation with its books locked up to a day. */
export function lockedUpTo(day: string, endOfYear?: string): Partial<OrganisationFacts> {
  const periodLockDate = day as AccountingDate;
  const endOfYearLockDate = endOfYear as AccountingDate | undefined;
  return { organisation: { ...ORGANISATION, periodLockDate, endOfYearLockDate } };
}

/** One account of the chart; a row like `1100 CURRENT ASSET` says the most of it. */
export function chartAccount(row: string, changes: Partial<ChartAccount> = {}): ChartAccount {
  const [glAccountCode = '', type = '', accountClass = '', systemAccount = ''] = row.split(' ');
  return {
    accountId: `id-${glAccountCode}`,
    glAccountCode,
    name: `Account ${glAccountCode}`,
    type,
    accountClass: accountClass as ChartAccount['accountClass'],
    taxType: 'NONE',
    isActive: true,
    systemAccount,
    currency: type === 'BANK' ? ORGANISATION.baseCurrency : '',
    ...changes,
  };
}

export const CHART: readonly ChartAccount[] = [
  '090 BANK ASSET',
  '200 REVENUE REVENUE',
  '610 CURRENT ASSET DEBTORS',
  '820 CURRLIAB LIABILITY GST',
  '840 CURRLIAB LIABILITY HISTORICAL',
  '860 CURRLIAB LIABILITY ROUNDING',
  '960 EQUITY EQUITY RETAINEDEARNINGS',
  '1100 CURRENT ASSET',
  '2190 CURRLIAB LIABILITY',
  '2195 CURRLIAB LIABILITY',
  '2300 CURRLIAB LIABILITY',
  '4100 REVENUE REVENUE',
  '4200 REVENUE REVENUE',
  '6100 EXPENSE EXPENSE',
].map((row) => chartAccount(row));

const EVERYWHERE = { ASSET: true, LIABILITY: true, EQUITY: true, REVENUE: true, EXPENSE: true };

/** New Zealand's rates as Xero has them, with the classes of account that may take each. */
export const TAX_RATES: readonly TaxRate[] = [
  taxRate('OUTPUT2', 1500, { ...EVERYWHERE, EXPENSE: false }),
  taxRate('INPUT2', 1500, { ...EVERYWHERE, REVENUE: false }),
  taxRate('GSTONIMPORTS', 0, {
    ...{ ASSET: false, LIABILITY: true, EQUITY: false, REVENUE: false, EXPENSE: false },
  }),
  taxRate('NONE', 0, EVERYWHERE),
  taxRate('ZERORATED', 0, { ...EVERYWHERE, ASSET: false, EQUITY: false, EXPENSE: false }),
];

export function taxRate(taxType: string, rate: number, appliesTo: TaxRate['appliesTo']): TaxRate {
  return { taxType, name: taxType, isActive: true, rate, appliesTo };
}

export function trackingCategory(name: string, options: readonly string[], isActive = true) {
  return {
    trackingCategoryId: `id-${name}`,
    name,
    isActive,
    options: options.map((option) => ({
      trackingOptionId: `id-${option}`,
      name: option,
      isActive: true,
    })),
  };
}

export function contact(accountNumber: string, isActive = true) {
  return { contactId: `id-${accountNumber}`, name: accountNumber, accountNumber, isActive };
}
