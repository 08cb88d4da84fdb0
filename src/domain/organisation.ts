import type { AccountingDate } from './dates.ts';
import type { BasisPoints } from './money.ts';

/** What Xero says of an organisation, in our words; read just before it is relied on. */
export interface Organisation {
  readonly organisationId: string;
  readonly name: string;
  readonly legalName: string;
  /** Two letters, `NZ`. */
  readonly countryCode: string;
  readonly baseCurrency: string;
  readonly version: string;
  readonly isDemoCompany: boolean;
  readonly financialYearEnd: { readonly month: number; readonly day: number };
  /** `PAYMENTS`, `INVOICE`, `NONE` in New Zealand; other words elsewhere. */
  readonly salesTaxBasis: string;
  readonly periodLockDate: AccountingDate | undefined;
  readonly endOfYearLockDate: AccountingDate | undefined;
  readonly shortCode: string;
}

/** One account of the organisation's chart. */
export interface ChartAccount {
  readonly accountId: string;
  /** Blank for a bank account without a code. */
  readonly glAccountCode: string;
  readonly name: string;
  /** `BANK`, `CURRENT`, `REVENUE` … */
  readonly type: string;
  readonly accountClass: 'ASSET' | 'LIABILITY' | 'EQUITY' | 'REVENUE' | 'EXPENSE';
  readonly taxType: string;
  readonly isActive: boolean;
  /** `GST`, `DEBTORS`, … or blank for an ordinary account. */
  readonly systemAccount: string;
  /** Of a bank account, `NZD`; blank for others. */
  readonly currency: string;
}

/** One tax rate and the account classes that may take it. */
export interface TaxRate {
  readonly taxType: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly rate: BasisPoints;
  readonly appliesTo: Readonly<Record<ChartAccount['accountClass'], boolean>>;
}

/** One value of a tracking category. */
export interface TrackingOption {
  readonly trackingOptionId: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** A dimension of the organisation, with its options. */
export interface TrackingCategory {
  readonly trackingCategoryId: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly options: readonly TrackingOption[];
}

/** A contact of the organisation. */
export interface Contact {
  readonly contactId: string;
  readonly name: string;
  /** Blank when the contact has none. */
  readonly accountNumber: string;
  readonly isActive: boolean;
}

/** Everything that a plan is checked against. */
export interface OrganisationFacts {
  readonly tenantId: string;
  readonly organisation: Organisation;
  readonly chart: readonly ChartAccount[];
  readonly taxRates: readonly TaxRate[];
  readonly trackingCategories: readonly TrackingCategory[];
  readonly contacts: readonly Contact[];
}
