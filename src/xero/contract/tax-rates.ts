import type { WireNumber } from './numbers.ts';

/**
 * Tax rates. Users may rename them, so they are known by `TaxType`.
 *
 * @see https://developer.xero.com/documentation/api/accounting/taxrates
 */
export interface WireTaxRate {
  readonly Name: string;
  /** `INPUT2`, `OUTPUT2`, `NONE` …; rates made by users are `TAX001`, `TAX002` … */
  readonly TaxType: string;
  readonly ReportTaxType?: string;
  readonly Status: TaxRateStatus;
  readonly CanApplyToAssets: boolean;
  readonly CanApplyToEquity: boolean;
  readonly CanApplyToExpenses: boolean;
  readonly CanApplyToLiabilities: boolean;
  readonly CanApplyToRevenue: boolean;
  /** Per cent with four decimals. */
  readonly DisplayTaxRate: WireNumber;
  readonly EffectiveRate: WireNumber;
  readonly TaxComponents: readonly WireTaxComponent[];
}

/** A part of a rate. */
export interface WireTaxComponent {
  readonly Name: string;
  readonly Rate: WireNumber;
  readonly IsCompound: boolean;
  readonly IsNonRecoverable: boolean;
}

/** Only ACTIVE rates can be used. */
const TAX_RATE_STATUSES = ['ACTIVE', 'DELETED', 'ARCHIVED', 'PENDING'] as const;
export type TaxRateStatus = (typeof TAX_RATE_STATUSES)[number];
