import type { Call } from '../calls/call.ts';
import { message } from '../messages.ts';
import { type Answer, jsonTextAnswer, postDataInvalid } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { type Incoming, isIncoming, parseBody, withRawProperty } from '../wire/json.ts';

/** What became of one element of a write. */
export interface Outcome {
  /** The element without its lines. */
  fields: object;
  /** Its lines under their name, as ready JSON; absent for elements without lines. */
  lines?: { name: string; json: string } | undefined;
  errors: Iterable<string>;
  warnings: Iterable<string>;
}

/** The elements of a request: under their plural name, as a bare list, or as one bare object. */
export function readElements(call: Call, name: string): Incoming[] {
  let body: unknown;
  try {
    body = parseBody(call.bodyBytes.toString('utf8'));
  } catch {
    throw postDataInvalid('JSON for post data was invalid, Unexpected character encountered.');
  }
  const list = isIncoming(body) ? (body[name.toLowerCase()] ?? [body]) : body;
  const elements = Array.isArray(list) ? list : [list];
  if (elements.length === 0 || !elements.every(isIncoming)) {
    throw postDataInvalid(`JSON for post data was invalid, ${name} expected.`);
  }
  return elements;
}

/**
 * The answer to a write. Without `summarizeErrors=false` one bad element makes it a 400 that lists
 * only the bad ones, while the good ones are saved.
 */
export function writeAnswer(call: Call, name: string, outcomes: Outcome[]): Answer {
  const inFull = call.query.get('summarizeerrors')?.toLowerCase() === 'false';
  const failed = outcomes.filter((outcome) => [...outcome.errors].length > 0);
  if (!inFull && failed.length > 0) return exceptionAnswer(failed);
  return envelopeAnswer(call, {
    name,
    elements: outcomes.map((outcome) => elementJson(outcome, inFull)),
  });
}

export function exceptionAnswer(failed: Outcome[]): Answer {
  const head = { ErrorNumber: 10, Type: 'ValidationException', Message: message('validation') };
  const elements = failed.map((outcome) =>
    withLines(outcome, {
      ValidationErrors: asMessages(outcome.errors),
      Warnings: asMessages(outcome.warnings),
    }),
  );
  return jsonTextAnswer(400, withRawProperty(head, 'Elements', `[${elements.join(',')}]`));
}

function elementJson(outcome: Outcome, inFull: boolean): string {
  const errors = asMessages(outcome.errors);
  const warnings = asMessages(outcome.warnings);
  return withLines(outcome, {
    ...(inFull ? { StatusAttributeString: statusAttribute(errors, warnings) } : {}),
    ...(errors.length > 0 ? { ValidationErrors: errors } : {}),
    ...(warnings.length > 0 ? { Warnings: warnings } : {}),
  });
}

function statusAttribute(errors: unknown[], warnings: unknown[]): string {
  if (errors.length > 0) return 'ERROR';
  return warnings.length > 0 ? 'WARNING' : 'OK';
}

function withLines(outcome: Outcome, extra: object): string {
  const fields = { ...outcome.fields, ...extra };
  if (outcome.lines === undefined) return JSON.stringify(fields);
  return withRawProperty(fields, outcome.lines.name, outcome.lines.json);
}

function asMessages(texts: Iterable<string>): { Message: string }[] {
  return [...texts].map((text) => ({ Message: text }));
}
