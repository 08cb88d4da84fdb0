import type { Answered } from './http-answer.ts';
import { parseJsonTexts } from './xero-json.ts';

const MAX_LENGTH = 500;

/** Xero's own words in an answer that is not what was asked for, short enough to show. */
export function xeroWords(answer: Answered): string {
  const body = parseJsonTexts(answer.body);
  const words = isRecord(body) ? wordsOf(body) : plainText(answer.body);
  return words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH)} …` : words;
}

/** The texts of a list of validation errors or warnings; one example of Xero says `Description`. */
export function messagesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list
    .map((error: unknown) => (isRecord(error) ? (error.Message ?? error.Description) : undefined))
    .filter((message) => typeof message === 'string');
}

type UnknownRecord = Readonly<Record<string, unknown>>;

/** Whether a value of JSON is an object. */
export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wordsOf(body: UnknownRecord): string {
  const elements = Array.isArray(body.Elements) ? body.Elements.filter(isRecord) : [];
  const errors = elements.flatMap((element) => messagesOf(element.ValidationErrors));
  if (errors.length > 0) return errors.join('; ');
  const texts = [body.Detail, body.detail, body.Message, body.Title, body.title];
  return texts.find((text) => typeof text === 'string' && text !== '')?.toString() ?? 'no words';
}

/** A page of HTML says nothing that helps. */
function plainText(body: string): string {
  const text = body.trim();
  if (text === '') return 'no words';
  return text.startsWith('<') ? 'a page of HTML or XML' : text.replaceAll(/\p{Cc}+/gu, ' ');
}
