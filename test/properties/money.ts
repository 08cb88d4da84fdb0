import fc from 'fast-check';
import {
  absolute,
  addCents,
  cents,
  formatCents,
  gstInside,
  MAX_LINE_CENTS,
  negateCents,
  parseCents,
  parseCentsHalfUp,
  subtractCents,
  sumCents,
} from '../../src/domain/money.ts';
import type { NamedProperty } from './named-property.ts';

const amount = fc.bigInt({ min: -MAX_LINE_CENTS, max: MAX_LINE_CENTS }).map(cents);
const rate = fc.integer({ min: 1, max: 9_999 });
const wholePart = fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }).map(String);
const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength });

/** What holds for every amount. The expected figures come from text and inequalities, not from our code. */
export const MONEY_PROPERTIES: readonly NamedProperty[] = [
  {
    name: 'cents to text to cents is identity',
    property: fc.property(amount, (value) => parseCents(formatCents(value)) === value),
  },
  {
    name: 'text with two decimals to cents to text is identity',
    property: fc.property(fc.boolean(), wholePart, digits(2), (isNegative, whole, fraction) => {
      const text = `${whole}.${fraction.padEnd(2, '0')}`;
      const isNil = /^[0.]+$/.test(text);
      const signed = isNegative && !isNil ? `-${text}` : text;
      const parsed = parseCents(signed);
      return parsed !== undefined && formatCents(parsed) === signed;
    }),
  },
  {
    name: 'one decimal, or none, means the missing ones are nil',
    property: fc.property(
      wholePart,
      fc.constantFrom(...'0123456789'),
      (whole, tenth) =>
        parseCents(whole) === BigInt(`${whole}00`) &&
        parseCents(`${whole}.${tenth}`) === BigInt(`${whole}${tenth}0`),
    ),
  },
  {
    name: 'a third decimal is never taken, and never dropped silently',
    property: fc.property(
      wholePart,
      digits(18),
      (whole, fraction) => parseCents(`${whole}.00${fraction}`) === undefined,
    ),
  },
  {
    name: 'rounding half up is within half a cent, the half away from zero',
    property: fc.property(fc.boolean(), wholePart, digits(20), (isNegative, whole, fraction) => {
      const rounded = parseCentsHalfUp(`${isNegative ? '-' : ''}${whole}.${fraction}`);
      const exact = BigInt(whole + fraction.padEnd(20, '0'));
      const doubleError = 2n * ((isNegative ? -1n : 1n) * (rounded ?? -1n) * 10n ** 18n - exact);
      return -(10n ** 18n) < doubleError && doubleError <= 10n ** 18n;
    }),
  },
  {
    name: 'GST is the nearest cent to amount x rate / (100 + rate), the half up',
    property: fc.property(amount, rate, (value, basisPoints) => {
      const magnitude = value < 0n ? -value : value;
      const gst = value < 0n ? -gstInside(value, basisPoints) : gstInside(value, basisPoints);
      const divisor = BigInt(10_000 + basisPoints);
      const doubleError = 2n * (gst * divisor - magnitude * BigInt(basisPoints));
      return -divisor < doubleError && doubleError <= divisor;
    }),
  },
  {
    name: 'GST has the sign of its amount and turns with it',
    property: fc.property(
      amount,
      rate,
      (value, basisPoints) =>
        gstInside(negateCents(value), basisPoints) === negateCents(gstInside(value, basisPoints)),
    ),
  },
  {
    name: 'adding and taking away conserve every cent',
    property: fc.property(fc.array(amount), amount, (values, value) => {
      const total = sumCents(values);
      return (
        subtractCents(addCents(total, value), value) === total &&
        sumCents([...values, value].reverse()) === addCents(total, value) &&
        sumCents([value, negateCents(value)]) === 0n
      );
    }),
  },
  {
    name: 'the absolute amount is the amount without its minus',
    property: fc.property(
      amount,
      (value) => formatCents(absolute(value)) === formatCents(value).replace('-', ''),
    ),
  },
];
