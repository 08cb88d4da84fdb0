import { type Cents, cents } from '../domain/money.ts';

/** Days between two charges of interest. */
export type InterestInterval = 1 | 7;

export interface Product {
  readonly accountType: 'PERSONAL' | 'VEHICLE' | 'BUSINESS';
  readonly interestInterval: InterestInterval;
  /** Whole dollars lent, least and most, in steps. */
  readonly principal: { readonly least: number; readonly most: number; readonly step: number };
  readonly termMonths: readonly number[];
  readonly rates: readonly number[];
  readonly establishmentFee: Cents;
  readonly maintenanceFee: Cents;
  /** Charged for the register of security interests; nil for unsecured loans. */
  readonly registrationFee: Cents;
}

/** The yearly rates are in basis points: 1395 is 13.95 %. */
export const PRODUCTS: readonly [personal: Product, vehicle: Product, business: Product] = [
  {
    accountType: 'PERSONAL',
    interestInterval: 7,
    principal: { least: 1_000, most: 15_000, step: 100 },
    termMonths: [12, 18, 24, 36],
    rates: [1395, 1695, 1995, 2495],
    establishmentFee: cents(240_00),
    maintenanceFee: cents(4_50),
    registrationFee: cents(0),
  },
  {
    accountType: 'VEHICLE',
    interestInterval: 1,
    principal: { least: 5_000, most: 45_000, step: 250 },
    termMonths: [24, 36, 48, 60],
    rates: [995, 1195, 1395, 1695, 1995],
    establishmentFee: cents(375_00),
    maintenanceFee: cents(4_50),
    registrationFee: cents(11_50),
  },
  {
    accountType: 'BUSINESS',
    interestInterval: 7,
    principal: { least: 10_000, most: 250_000, step: 1_000 },
    termMonths: [6, 12, 24, 36],
    rates: [895, 1095, 1295, 1495],
    establishmentFee: cents(595_70),
    maintenanceFee: cents(12_00),
    registrationFee: cents(11_50),
  },
];

/** A rate as people write it: 1395 is "13.95 % p.a.". */
export function formatRate(rateBasisPoints: number): string {
  const hundredths = String(rateBasisPoints % 100).padStart(2, '0');
  return `${Math.floor(rateBasisPoints / 100)}.${hundredths} % p.a.`;
}
