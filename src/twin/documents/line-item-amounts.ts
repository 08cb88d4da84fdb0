import { type Decimal, decimalText, divideHalfUp, unitsAtScale } from '../arithmetic/decimal.ts';
import { message } from '../messages.ts';
import type { LineItemInput } from './bank-transaction-input.ts';

export interface Amounts {
  quantity: bigint;
  unitAmount: bigint;
  lineCents: bigint;
}

const ONE = 10_000n;

/** Two of quantity, unit amount and line amount give the third. */
export function lineAmounts(
  line: LineItemInput,
  unitDecimals: number,
  errors: Set<string>,
): Amounts | undefined {
  const { lineAmount, quantity, unitAmount } = line;
  if (lineAmount === undefined && unitAmount === undefined) {
    errors.add(message('lineAmountMissing'));
    return undefined;
  }
  const unit = unitAmount === undefined ? undefined : rounded(unitAmount, unitDecimals);
  const sent = lineAmount === undefined ? undefined : unitsAtScale(lineAmount, 2);
  const count = quantity === undefined ? undefined : unitsAtScale(quantity, 4);
  if (count !== undefined && count <= 0n) errors.add(message('quantityNotPositive'));
  if (unit === 0n && sent === undefined) errors.add(message('unitAmountZero'));
  const amounts = completed(count, unit, sent);
  if (sent !== undefined && sent !== amounts.lineCents) {
    const texts = [decimalText(sent, 2), decimalText(amounts.lineCents, 2)];
    errors.add(message('lineTotalDiffers', ...texts));
  }
  return amounts;
}

/** A unit amount is kept in ten-thousandths, whatever it was rounded to. */
function rounded(unitAmount: Decimal, unitDecimals: number): bigint {
  return unitsAtScale(unitAmount, unitDecimals) * 10n ** BigInt(4 - unitDecimals);
}

function completed(
  count: bigint | undefined,
  unit: bigint | undefined,
  sent: bigint | undefined,
): Amounts {
  if (unit !== undefined) {
    if (sent !== undefined && count === undefined && unit !== 0n) {
      return { quantity: signedDivide(sent * 100n * ONE, unit), unitAmount: unit, lineCents: sent };
    }
    const quantity = count ?? ONE;
    return { quantity, unitAmount: unit, lineCents: divideHalfUp(quantity * unit, 1_000_000n) };
  }
  const quantity = count === undefined || count <= 0n ? ONE : count;
  const lineCents = sent ?? 0n;
  return { quantity, unitAmount: divideHalfUp(lineCents * 100n * ONE, quantity), lineCents };
}

function signedDivide(dividend: bigint, divisor: bigint): bigint {
  return divisor < 0n ? divideHalfUp(-dividend, -divisor) : divideHalfUp(dividend, divisor);
}
