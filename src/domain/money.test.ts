import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MONEY_PROPERTIES } from '../../test/properties/money.ts';
import { cents, formatCents, gstInside, parseCents, parseCentsHalfUp } from './money.ts';

describe('every amount', () => {
  it.each(MONEY_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 500 });
  });
});

describe('text to cents', () => {
  const CASES: readonly (readonly [text: string, expected: bigint | undefined])[] = [
    ['115.00', 11500n],
    ['-1234.5', -123450n],
    ['7', 700n],
    ['-0.00', 0n],
    ['007.10', 710n],
    ['999999999999999.99', 99999999999999999n],
    ['1000000000000000.00', undefined],
    ['1234567890123456789', undefined],
    ['', undefined],
    [' 1.00', undefined],
    ['1e3', undefined],
    ['0.005', undefined],
    ['1,234.56', undefined],
    ['1.', undefined],
    ['.5', undefined],
    ['+1.00', undefined],
    ['--1.00', undefined],
    ['(1.00)', undefined],
    ['1.00-', undefined],
    ['0x10', undefined],
    ['Infinity', undefined],
    ['NaN', undefined],
    ['１.00', undefined],
    ['1.00\n', undefined],
  ];
  it.each(CASES)('%j is %s', (text, expected) => {
    expect(parseCents(text)).toBe(expected);
  });
});

describe('text to cents, rounding half up', () => {
  const CASES: readonly (readonly [text: string, expected: bigint | undefined])[] = [
    ['0.005', 1n],
    ['-0.005', -1n],
    ['0.00499999999999999999', 0n],
    ['2.675', 268n],
    ['1.995', 200n],
    ['-1.994999', -199n],
    ['12', 1200n],
    ['1e3', undefined],
    ['', undefined],
    ['0.000000000000000000001', undefined],
  ];
  it.each(CASES)('%j is %s', (text, expected) => {
    expect(parseCentsHalfUp(text)).toBe(expected);
  });
});

describe('cents to text', () => {
  const CASES: readonly (readonly [amount: bigint, text: string])[] = [
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [-123450n, '-1234.50'],
    [9007199254740993n, '90071992547409.93'],
  ];
  it.each(CASES)('%s is %s', (amount, text) => {
    expect(formatCents(cents(amount))).toBe(text);
  });
});

describe('GST inside an amount (rule 1.2)', () => {
  const CASES: readonly (readonly [amount: bigint, rate: number, gst: bigint, why: string])[] = [
    [11500n, 1500, 1500n, '115.00 at 15 % holds 15.00'],
    [-11500n, 1500, -1500n, 'a payment turns the sign'],
    [1460n, 1500, 190n, '14.60 holds 1.904'],
    [4n, 1500, 1n, '0.04 holds 0.0052, which rounds up'],
    [3n, 1500, 0n, '0.03 holds 0.0039, which rounds down'],
    [3n, 2000, 1n, '0.03 at 20 % holds exactly half a cent: up'],
    [-3n, 2000, -1n, 'and its reversal holds the same'],
    [11500n, 0, 0n, 'no rate, no GST'],
    [15000n, 10_000, 15000n, 'rate 100: the whole amount is GST (rule 2.7)'],
  ];
  it.each(CASES)('%s at %s is %s: %s', (amount, rate, gst) => {
    expect(gstInside(cents(amount), rate)).toBe(gst);
  });
});
