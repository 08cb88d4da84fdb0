import type { AccountingDate, Instant } from '../../domain/dates.ts';
import { type BasisPoints, type Cents, parseCents, ZERO_CENTS } from '../../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import type { WireNumber } from '../contract/numbers.ts';
import { parseXeroDate, parseXeroInstant } from './xero-dates.ts';
import { parseXeroJson } from './xero-json.ts';

/** An object of the wire before anything of it is known but the names. */
export type Fields<T> = { readonly [K in keyof T]?: unknown };

/** An answer that breaks what Xero publishes; becomes a problem in `interpret`. */
class UnexpectedAnswer extends Error {}

/**
 * Reads an answer of Xero with `read`, which takes the fields that it needs by the readers below.
 * Problem: `xero_call.answer_unexpected` with the path and what is wrong.
 */
export function interpret<T>(
  answer: { path: string; body: string },
  read: (body: unknown) => T,
): Outcome<T> {
  try {
    return succeed(read(parseXeroJson(answer.body)));
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer)) throw error;
    return fail(
      problem('xero_call.answer_unexpected', { path: answer.path, reason: error.message }),
    );
  }
}

/** A value that must be an object. */
export function objectOf<T>(value: unknown): Fields<T> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Fields<T>;
  }
  throw new UnexpectedAnswer('not an object');
}

/** A value that must be a list of objects; `name` is for the complaint. */
export function objectsOf<Item>(value: unknown, name: string): Fields<Item>[] {
  if (!Array.isArray(value)) throw new UnexpectedAnswer(`${name} is not a list`);
  return value.map((item) => objectOf<Item>(item));
}

/** The objects of a list that must be there. */
export function listOf<Item>(holder: object, name: string): Fields<Item>[] {
  return objectsOf<Item>(valueAt(holder, name), name);
}

/** A list that may be left out. */
export function optionalListOf<Item>(holder: object, name: string): Fields<Item>[] {
  return objectsOf<Item>(valueAt(holder, name) ?? [], name);
}

/** The first of a list that may not be empty. */
export function firstOf<Item>(holder: object, name: string): Fields<Item> {
  const [first] = listOf<Item>(holder, name);
  if (first === undefined) throw new UnexpectedAnswer(`${name} is empty`);
  return first;
}

/** Text that must be there. */
export function textOf<T>(holder: Fields<T>, name: keyof T & string): string {
  const value: unknown = holder[name];
  if (typeof value !== 'string') throw new UnexpectedAnswer(`${name} is not text`);
  return value;
}

/** Text, blank where Xero leaves it out or says null. */
export function optionalTextOf<T>(holder: Fields<T>, name: keyof T & string): string {
  return isAbsent(holder, name) ? '' : textOf(holder, name);
}

/** One of the words that Xero publishes for the field. */
export function wordOf<T, Word extends string>(
  holder: Fields<T>,
  name: keyof T & string,
  words: readonly Word[],
): Word {
  const text = textOf(holder, name);
  const word = words.find((known) => known === text);
  if (word === undefined) throw new UnexpectedAnswer(`${name} is ${text}`);
  return word;
}

/** True where Xero says so; left out means false. */
export function flagOf<T>(holder: Fields<T>, name: keyof T & string): boolean {
  return holder[name] === true;
}

/** The text of a number that must be there. */
export function numberTextOf<T>(holder: Fields<T>, name: keyof T & string): string {
  const number = holder[name] as WireNumber | null | undefined;
  if (typeof number?.rawJSON !== 'string') throw new UnexpectedAnswer(`${name} is not a number`);
  return number.rawJSON;
}

/** Money on the wire. */
export function amountOf<T>(holder: Fields<T>, name: keyof T & string): Cents {
  return parseAmount(numberTextOf(holder, name), name);
}

/** Money, nil where Xero leaves it out. */
export function optionalAmountOf<T>(holder: Fields<T>, name: keyof T & string): Cents {
  return isAbsent(holder, name) ? ZERO_CENTS : amountOf(holder, name);
}

/** Money as text, as reports have it. */
export function parseAmount(text: string, name: string): Cents {
  const amount = parseCents(withoutSpareZeros(text));
  if (amount === undefined) throw new UnexpectedAnswer(`${name} is ${text}, not whole cents`);
  return amount;
}

/** A rate in per cent; one with more than two decimals stays a fraction and equals none of ours. */
export function rateOf<T>(holder: Fields<T>, name: keyof T & string): BasisPoints {
  const text = numberTextOf(holder, name);
  const hundredths = parseCents(withoutSpareZeros(text));
  return hundredths === undefined ? Number(text) * 100 : Number(hundredths);
}

/** A calendar date that must be there. */
export function dateOf<T>(holder: Fields<T>, name: keyof T & string): AccountingDate {
  const date = parseXeroDate(textOf(holder, name));
  if (date === undefined) throw new UnexpectedAnswer(`${name} is not a date`);
  return date;
}

/** A calendar date that is only there when it is set. */
export function optionalDateOf<T>(
  holder: Fields<T>,
  name: keyof T & string,
): AccountingDate | undefined {
  return isAbsent(holder, name) ? undefined : dateOf(holder, name);
}

/** A moment that must be there. */
export function instantOf<T>(holder: Fields<T>, name: keyof T & string): Instant {
  const instant = parseXeroInstant(textOf(holder, name));
  if (instant === undefined) throw new UnexpectedAnswer(`${name} is not a moment`);
  return instant;
}

function valueAt(holder: object, name: string): unknown {
  return (holder as Readonly<Record<string, unknown>>)[name];
}

function isAbsent<T>(holder: Fields<T>, name: keyof T): boolean {
  return holder[name] === undefined || holder[name] === null;
}

/** Xero may write more zeros than the two decimals of a cent. */
function withoutSpareZeros(text: string): string {
  return text.replace(/(\.\d{2})0+$/, '$1');
}
