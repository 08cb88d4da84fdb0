import { type Decimal, decimalText, parseDecimal } from '../arithmetic/decimal.ts';

/** A number of a request, kept as the digits that were sent: no amount passes through a float. */
export class SentNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  decimal(): Decimal | undefined {
    return parseDecimal(this.text);
  }
}

/** An object of a request. Its names are in lower case, since Xero matches them in any case. */
export interface Incoming {
  [name: string]: IncomingValue;
}

export type IncomingValue = string | SentNumber | boolean | null | IncomingValue[] | Incoming;

interface ReviverContext {
  source?: string;
}

/** Parses a request body; throws SyntaxError when it is no JSON. */
export function parseBody(text: string): IncomingValue {
  const revive = (_name: string, value: unknown, context?: ReviverContext): unknown => {
    if (typeof value === 'number') return new SentNumber(context?.source ?? String(value));
    return isIncoming(value) ? withLowerCaseNames(value) : value;
  };
  return JSON.parse(text, revive) as IncomingValue;
}

export function isIncoming(value: unknown): value is Incoming {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof SentNumber)
  );
}

function withLowerCaseNames(object: Incoming): Incoming {
  const renamed = Object.create(null) as Incoming;
  for (const name in object) renamed[name.toLowerCase()] = object[name] ?? null;
  return renamed;
}

const { rawJSON } = JSON as JSON & { rawJSON(text: string): object };

/** A money amount as a JSON number with two decimals, written from whole cents. */
export function moneyJson(cents: bigint): object {
  return rawJSON(decimalText(cents, 2));
}

export function decimalJson(units: bigint, scale: number): object {
  return rawJSON(decimalText(units, scale));
}

/** Puts ready JSON text into an object as one more property, without parsing it again. */
export function withRawProperty(object: object, name: string, json: string): string {
  const head = JSON.stringify(object).slice(0, -1);
  return `${head}${head.length > 1 ? ',' : ''}${JSON.stringify(name)}:${json}}`;
}
