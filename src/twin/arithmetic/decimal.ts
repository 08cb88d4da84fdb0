/** A decimal number exactly as written: `units / 10 ** scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads the text of a JSON number; undefined when the text is no number. */
export function parseDecimal(text: string): Decimal | undefined {
  const parts = DECIMAL.exec(text);
  if (parts === null) return undefined;
  const fraction = parts[3] ?? '';
  const exponent = Number(parts[4] ?? '0');
  const magnitude = BigInt(`${parts[2] ?? '0'}${fraction}`);
  const units = parts[1] === '-' ? -magnitude : magnitude;
  const scale = fraction.length - exponent;
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** Rounds to `scale` digits, a half away from zero, and gives the whole number of those units. */
export function unitsAtScale(decimal: Decimal, scale: number): bigint {
  if (decimal.scale <= scale) return decimal.units * 10n ** BigInt(scale - decimal.scale);
  return divideHalfUp(decimal.units, 10n ** BigInt(decimal.scale - scale));
}

/** Divides by a positive number, a half away from zero: a reversal mirrors its original. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}

/** Writes whole units as a decimal text with `scale` digits after the point. */
export function decimalText(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const cut = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return units < 0n ? `-${text}` : text;
}
