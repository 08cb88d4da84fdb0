import type { LineAmountType } from '../../xero/contract/manual-journals.ts';
import { type Decimal, divideHalfUp, unitsAtScale } from './decimal.ts';

const RATE_SCALE = 4;
const HUNDRED_PER_CENT = 100n * 10n ** BigInt(RATE_SCALE);

/**
 * GST of one line in cents, half up per line as Xero does it.
 * https://developer.xero.com/documentation/api-guides/rounding-in-xero
 */
export function lineTax(
  lineCents: bigint,
  ratePercent: Decimal,
  lineAmountTypes: LineAmountType,
): bigint {
  const rate = unitsAtScale(ratePercent, RATE_SCALE);
  if (lineAmountTypes === 'NoTax') return 0n;
  const base = lineAmountTypes === 'Inclusive' ? HUNDRED_PER_CENT + rate : HUNDRED_PER_CENT;
  return divideHalfUp(lineCents * rate, base);
}

/** What the line puts on its account, without GST. */
export function netOfTax(
  lineCents: bigint,
  taxCents: bigint,
  lineAmountTypes: LineAmountType,
): bigint {
  return lineAmountTypes === 'Inclusive' ? lineCents - taxCents : lineCents;
}
