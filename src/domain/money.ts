/**
 * Money is whole cents in a branded bigint, so that mixing it with floats does not compile.
 * Debit positive, credit negative. Only this file makes, adds, splits and rounds money.
 */
declare const centsBrand: unique symbol;

/** An amount in minor units (cents) of the organisation's base currency. */
export type Cents = bigint & { readonly [centsBrand]: true };

/** A rate in hundredths of a per cent: 15 % is 1500. */
export type BasisPoints = number;

/** The largest amount that Xero takes on one line: 9,999,999,999.99. */
export const MAX_LINE_CENTS = 999_999_999_999n as Cents;

/** Nothing. */
export const ZERO_CENTS = 0n as Cents;

/** Brands whole cents that come from a store or from counting; never call it on parsed text. */
export function cents(wholeCents: bigint | number): Cents {
  return BigInt(wholeCents) as Cents;
}

const PLAIN_AMOUNT = /^-?\d{1,15}(?:\.\d{1,2})?$/;

/**
 * Plain decimal text ("-1234.5", "115.00") to cents, or undefined when the text is anything else:
 * empty, with a float notation, thousands marks, more than two decimals or more than 15 digits.
 */
export function parseCents(text: string): Cents | undefined {
  if (!PLAIN_AMOUNT.test(text)) return undefined;
  const mark = text.indexOf('.');
  if (mark === -1) return BigInt(`${text}00`) as Cents;
  const hasOneDecimal = mark === text.length - 2;
  return BigInt(text.slice(0, mark) + text.slice(mark + 1) + (hasOneDecimal ? '0' : '')) as Cents;
}

/** Cents to decimal text with exactly two decimals: "-1234.50". */
export function formatCents(amount: Cents): string {
  const digits = absolute(amount).toString().padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return amount < 0n ? `-${text}` : text;
}

/** Sums amounts; nothing sums to nil. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Cents;
}

/** First + second, in cents. */
export function addCents(first: Cents, second: Cents): Cents {
  return (first + second) as Cents;
}

/** First − second, in cents. */
export function subtractCents(first: Cents, second: Cents): Cents {
  return (first - second) as Cents;
}

/** The amount on the other side. */
export function negateCents(amount: Cents): Cents {
  return -amount as Cents;
}

/** The amount without its sign. */
export function absolute(amount: Cents): Cents {
  return (amount < 0n ? -amount : amount) as Cents;
}

/**
 * GST inside an amount that includes it: |amount| x rate / (100 + rate), half up to the cent, then
 * signed. A rate of exactly 100 per cent means that the whole amount is GST.
 */
export function gstInside(amount: Cents, rate: BasisPoints): Cents {
  if (rate === 0) return ZERO_CENTS;
  if (rate === 10_000) return amount;
  const divisor = BigInt(10_000 + rate);
  const gst = (2n * absolute(amount) * BigInt(rate) + divisor) / (2n * divisor);
  return (amount < 0n ? -gst : gst) as Cents;
}

/** Decimal text with any number of decimals to cents, the half cent away from zero (rule `halfUp`). */
export function parseCentsHalfUp(text: string): Cents | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,20}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const kept = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0'));
  const roundsUp = (fraction[2] ?? '0') >= '5';
  const magnitude = roundsUp ? kept + 1n : kept;
  return (sign === '-' ? -magnitude : magnitude) as Cents;
}
