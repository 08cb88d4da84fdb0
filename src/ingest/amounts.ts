import type { Layout } from '../domain/layout.ts';
import {
  absolute,
  type Cents,
  MAX_LINE_CENTS,
  parseCents,
  parseCentsHalfUp,
} from '../domain/money.ts';
import type { ProblemCode } from '../domain/problems/index.ts';

/** How a file writes amounts. */
export type AmountStyle = Pick<Layout, 'decimalMark' | 'thousandsMark' | 'negative' | 'round'>;

export interface AmountReader {
  /** Cents of a text that is not blank; undefined where it is no amount. */
  parse(text: string): Cents | undefined;
  /** Why `parse` took the text for no amount. */
  fault(text: string): ProblemCode;
  /** How the file writes amounts, for a message; blank = plain. */
  readonly format: string;
}

const PLAIN: AmountStyle = {
  decimalMark: '.',
  thousandsMark: '',
  negative: 'minus',
  round: 'none',
};

/** Reads amounts as the layout says; without one only plain amounts: digits, `.`, leading `-`. */
export function amountReader(style: AmountStyle = PLAIN): AmountReader {
  const isPlain =
    style.decimalMark === '.' && style.thousandsMark === '' && style.negative === 'minus';
  const plainText = isPlain ? (text: string) => text : plainTextOf(style);
  const toCents = style.round === 'halfUp' ? parseCentsHalfUp : parseCents;
  return {
    parse(text) {
      const plain = plainText(text);
      const amount = plain === undefined ? undefined : toCents(plain);
      if (amount === undefined || absolute(amount) > MAX_LINE_CENTS) return undefined;
      return amount === 0n && isNegativeZero(plain) ? undefined : amount;
    },
    fault(text) {
      const rounded = parseCentsHalfUp(plainText(text) ?? '');
      if (rounded === undefined) return looksTooLarge(text) ? 'amount.too_large' : 'amount.invalid';
      if (absolute(rounded) > MAX_LINE_CENTS) return 'amount.too_large';
      return rounded === 0n && isNegativeZero(plainText(text))
        ? 'amount.invalid'
        : 'amount.part_of_cent';
    },
    format: isPlain ? '' : ` as the layout writes it (${example(style)})`,
  };
}

/** Rewrites an amount in the style to digits, `.` and a leading `-`; undefined where it is none. */
function plainTextOf(style: AmountStyle): (text: string) => string | undefined {
  const thousands = style.thousandsMark;
  const digits = thousands === '' ? '\\d+' : `(?:\\d{1,3}(?:${escaped(thousands)}\\d{3})+|\\d+)`;
  const number = `(${digits}(?:${escaped(style.decimalMark)}\\d+)?)`;
  const pattern = new RegExp(`^${NEGATIVE_PATTERN[style.negative](number)}$`);
  return (text) => {
    const match = pattern.exec(text.replaceAll('\u00a0', ' '));
    if (match === null) return undefined;
    const isNegative = match[1] === undefined;
    const found = (match[1] ?? match[2] ?? '')
      .replaceAll(thousands, '')
      .replace(style.decimalMark, '.');
    return isNegative ? `-${found}` : found;
  };
}

/** The first group holds a positive number, the second a negative one. */
const NEGATIVE_PATTERN: Record<AmountStyle['negative'], (number: string) => string> = {
  minus: (number) => `(?:${number}|-${number})`,
  brackets: (number) => `(?:${number}|\\(${number}\\))`,
  trailingMinus: (number) => `(?:${number}|${number}-)`,
};

function escaped(mark: string): string {
  return mark === '.' ? '\\.' : mark;
}

/** A minus sign before nothing tells of a lost amount. */
function isNegativeZero(plain: string | undefined): boolean {
  return plain !== undefined && /^-0*(?:\.0*)?$/.test(plain);
}

function looksTooLarge(text: string): boolean {
  return /^-?\d{16,}(?:\.\d+)?$/.test(text);
}

function example(style: AmountStyle): string {
  const number = `1${style.thousandsMark}234${style.decimalMark}50`;
  return { minus: `-${number}`, brackets: `(${number})`, trailingMinus: `${number}-` }[
    style.negative
  ];
}
