import type { WireNumber } from '../contract/numbers.ts';

interface ReviverContext {
  readonly source?: string;
}

/** The parts of the standard `JSON` that its type does not name yet. */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: ReviverContext) => unknown,
  ): unknown;
  rawJSON(text: string): WireNumber;
}

const exactJson = JSON as unknown as ExactJson;

/**
 * JSON with every number kept as its own text (`WireNumber`), so that no amount passes through a
 * float; `JSON.stringify` gives the same numbers back. Undefined when the text is no JSON.
 *
 * @see https://tc39.es/proposal-json-parse-with-source/
 */
export function parseXeroJson(text: string): unknown {
  try {
    return exactJson.parse(text, (_key, value, context) =>
      typeof value === 'number' ? exactJson.rawJSON(context.source ?? '') : value,
    );
  } catch {
    return undefined;
  }
}

/** JSON of which only texts are read, in a tenth of the time; its numbers are not exact. */
export function parseJsonTexts(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number that is written exactly as its decimal text. */
export function xeroNumber(decimalText: string): WireNumber {
  return exactJson.rawJSON(decimalText);
}

/** JSON text of a body; amounts made by `xeroNumber` keep their own digits. */
export function writeXeroJson(body: object): string {
  return JSON.stringify(body);
}
