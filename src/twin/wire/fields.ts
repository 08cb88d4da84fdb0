import { type Decimal, parseDecimal } from '../arithmetic/decimal.ts';
import { postDataInvalid } from './answers.ts';
import { parseDate } from './dates.ts';
import { type Incoming, type IncomingValue, isIncoming, SentNumber } from './json.ts';

/** Reads one property of a request's object; undefined when it is absent or null. */
export function textField(object: Incoming, name: string): string | undefined {
  const value = object[name.toLowerCase()];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (value instanceof SentNumber) return value.text;
  throw cannotConvert(value, 'System.String', name);
}

export function decimalField(object: Incoming, name: string): Decimal | undefined {
  const value = object[name.toLowerCase()];
  if (value === undefined || value === null || value === '') return undefined;
  const decimal = parseDecimal(value instanceof SentNumber ? value.text : String(value));
  if (decimal === undefined) throw cannotConvert(value, 'System.Decimal', name);
  return decimal;
}

export function booleanField(object: Incoming, name: string): boolean | undefined {
  const value = object[name.toLowerCase()];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw cannotConvert(value, 'System.Boolean', name);
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function isGuid(text: string): boolean {
  return GUID.test(text);
}

export function guidField(object: Incoming, name: string): string | undefined {
  const text = textField(object, name);
  if (text === undefined || text === '') return undefined;
  if (!isGuid(text)) throw cannotConvert(text, 'System.Guid', name);
  return text.toLowerCase();
}

export function dateField(object: Incoming, name: string): string | undefined {
  const text = textField(object, name);
  if (text === undefined || text === '') return undefined;
  const date = parseDate(text);
  if (date === undefined) throw cannotConvert(text, 'System.DateTime', name);
  return date;
}

export function choiceField<Choice extends string>(
  object: Incoming,
  name: string,
  choice: { of: readonly Choice[]; type: string },
): Choice | undefined {
  const text = textField(object, name);
  if (text === undefined || text === '') return undefined;
  const found = choice.of.find((value) => value.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw cannotConvert(text, choice.type, name);
  return found;
}

export function objectField(object: Incoming, name: string): Incoming | undefined {
  const value = object[name.toLowerCase()];
  if (value === undefined || value === null) return undefined;
  if (!isIncoming(value)) throw cannotConvert(value, name, name);
  return value;
}

/** A list of objects; `undefined` when absent, so that an update can tell it from an empty list. */
export function objectsField(object: Incoming, name: string): Incoming[] | undefined {
  const value = object[name.toLowerCase()];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every(isIncoming)) throw cannotConvert(value, name, name);
  return value;
}

function cannotConvert(value: IncomingValue, type: string, name: string): Error {
  const shown = value instanceof SentNumber ? value.text : String(value);
  return postDataInvalid(`Error converting value "${shown}" to type '${type}'. Path '${name}'.`);
}
