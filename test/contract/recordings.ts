import { existsSync, globSync, readFileSync } from 'node:fs';

/** Where the recordings are, beside the repository. */
export const RECORDINGS = new URL('../../../shared/data/xero-recorded/', import.meta.url);

/** Why the tests that use the recordings are skipped where they are absent. */
export const RECORDINGS_SKIPPED =
  'skipped: the recorded answers of Xero are not beside the repository';

export const hasRecordings = existsSync(RECORDINGS);

export type WireElement = Record<string, unknown>;

/** What somebody asked Xero, and what it answered. */
export interface Exchange {
  /** File without its ending, below the folder of the recordings. */
  name: string;
  recordedAt: string;
  method: string;
  /** With its query. */
  path: string;
  body: unknown;
  answer: { httpStatus: number; body: unknown };
  /** Whether the elements of its answer were cut to a few of their properties. */
  isCut?: boolean;
  /** The one property that the recording kept of the answer. */
  part?: string;
}

interface Recording {
  note?: string;
  recorded: string;
  request: { method: string; path: string; query: Record<string, string>; body?: unknown };
  response: { status: number; body: unknown };
}

/** Every recording, as its file is called without the ending. */
export function listRecordings(): string[] {
  const files = globSync('*/*.{json,xml}', { cwd: RECORDINGS.pathname });
  return files.map((file) => file.replace('.json', '')).sort();
}

/** The exchanges of a folder in the order in which they happened. */
export function exchangesOf(folder: string): Exchange[] {
  const names = globSync('*.json', { cwd: new URL(`${folder}/`, RECORDINGS).pathname });
  return names
    .map((file) => exchangeOf(`${folder}/${file.replace('.json', '')}`))
    .sort((first, second) => Date.parse(first.recordedAt) - Date.parse(second.recordedAt));
}

/** The elements of a recorded answer's list. */
export function recordedElements<Element = WireElement>(name: string, listName: string): Element[] {
  const { body } = readRecording<Recording>(name).response;
  if (Array.isArray(body)) return body as Element[];
  return (body as Record<string, Element[]>)[listName] ?? [];
}

export function readRecording<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`${name}.json`, RECORDINGS), 'utf8')) as Content;
}

function exchangeOf(name: string): Exchange {
  const { note, recorded, request, response } = readRecording<Recording>(name);
  const { body, method, path, query } = request;
  const search = new URLSearchParams(query).toString();
  return {
    name,
    recordedAt: recorded,
    method,
    path: search === '' ? path : `${path}?${search}`,
    body,
    answer: { httpStatus: response.status, body: response.body },
    isCut: note !== undefined,
  };
}
