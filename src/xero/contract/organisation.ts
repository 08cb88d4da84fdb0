import type { WireDate } from './numbers.ts';

/**
 * An organisation: its country, currency, year end, GST basis and lock dates.
 *
 * @see https://developer.xero.com/documentation/api/accounting/organisation
 */
export interface WireOrganisation {
  /** Equals the tenant id. */
  readonly OrganisationID: string;
  readonly Name: string;
  readonly LegalName: string;
  readonly PaysTax: boolean;
  /** `AU`, `NZ`, `GLOBAL`, `UK`, `US`, each also with `ONRAMP`. */
  readonly Version: string;
  readonly OrganisationType: string;
  readonly OrganisationEntityType: string;
  readonly OrganisationStatus: string;
  readonly BaseCurrency: string;
  /** Two letters. */
  readonly CountryCode: string;
  readonly IsDemoCompany: boolean;
  readonly TaxNumber?: string;
  readonly FinancialYearEndDay: number;
  readonly FinancialYearEndMonth: number;
  readonly SalesTaxBasis: string;
  readonly SalesTaxPeriod: string;
  readonly DefaultSalesTax: string;
  readonly DefaultPurchasesTax: string;
  /** "All users except advisers"; only if set. Dated on or before it is locked. */
  readonly PeriodLockDate?: WireDate;
  /** "All users"; only if set. */
  readonly EndOfYearLockDate?: WireDate;
  readonly CreatedDateUTC: WireDate;
  /** `NEWZEALANDSTANDARDTIME` … */
  readonly Timezone: string;
  /** For deep links, `!mBdtL`. */
  readonly ShortCode: string;
  readonly Class: string;
  readonly Edition: string;
  readonly Addresses: readonly object[];
  readonly Phones: readonly object[];
  readonly ExternalLinks: readonly object[];
  readonly PaymentTerms: object;
}
